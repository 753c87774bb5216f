import type { Dialect } from './dialect.ts';
import { dialectE1, dialectE2 } from './dialectE.ts';
import { dialectJ } from './dialectJ.ts';
import type { DialectName } from './job.ts';

const DIALECTS: Readonly<Record<DialectName, Dialect>> = { J: dialectJ, E1: dialectE1, E2: dialectE2 };

/** The only place that knows all dialects. */
export const dialectOf = (name: DialectName): Dialect => DIALECTS[name];
