import { atWork } from '../atWork.ts';
import type { ResultCardProps } from './ResultCard.tsx';

export function ResultCardPlace(props: ResultCardProps) {
  const Card = atWork.value?.ResultCard;
  return Card ? <Card {...props} /> : <li class="card" />;
}
