// What each lever gives: all off, then one more at a time, in the order of gain.
import { ALL_LEVERS, type Levers } from '../../../src/vision/generation/levers.ts';

const NONE: Levers = {
  resident: false,
  inPlaceCaches: false,
  keptPrefix: false,
  readEvery: 1,
  drafts: false,
  packOnGpu: false,
  lookAhead: false,
};

const ADDED: readonly Partial<Levers>[] = [
  { resident: true },
  { inPlaceCaches: true },
  { readEvery: ALL_LEVERS.readEvery },
  { packOnGpu: true },
  { keptPrefix: true },
];

export interface Rung {
  readonly name: string;
  readonly levers: Levers;
}

export const LADDER: readonly Rung[] = [
  { name: 'levers off', levers: NONE },
  ...ADDED.map((added, i) => ({
    name: `+ ${Object.keys(added).join()}`,
    levers: Object.assign({}, NONE, ...ADDED.slice(0, i + 1)) as Levers,
  })),
];
