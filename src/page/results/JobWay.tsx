import { words } from '../language/language.ts';
import '../styles/way.css';
import { LazyDetails, lazyView } from '../parts/LazyDetails.tsx';
import type { JobWayProps } from './JobWayBody.tsx';

const body = lazyView(async () => (await import('./JobWayBody.tsx')).JobWayBody);

export const JobWay = (props: JobWayProps) => (
  <LazyDetails class="way" summary={words.value.health.way.title} content={body} props={props} />
);
