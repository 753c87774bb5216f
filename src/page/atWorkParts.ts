// The file that Start fetches: see atWork.ts.
export { WorkBody } from './now/WorkBody.tsx';
export { RemedyBlock } from './remedy/RemedyBlock.tsx';
export { ResultCard } from './results/ResultCard.tsx';
