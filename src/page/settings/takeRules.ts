// Which work is taken, as a person types it: ids separated by commas or spaces.
import type { TakeRules } from '../../worker/api.ts';
import { words } from '../language/language.ts';

/** No relay's id is longer: the worker refuses a job with one (P2). */
const MAX_ID_LENGTH = 200;
/** More cameras than a person would type, and few enough to be looked through for each job. */
const MAX_IDS = 64;
/** As much of a wrong id as its owner needs to find it. */
const SHOWN_LENGTH = 24;

interface TypedRules {
  readonly services: string;
  readonly jobTypes: string;
  readonly singleFrames: boolean;
}

export const takeRulesOf = ({ services, jobTypes, singleFrames }: TypedRules): TakeRules => ({
  services: idsOf(services),
  jobTypes: idsOf(jobTypes),
  singleFrames,
});

/** What is wrong with a list of ids; undefined for one that can be used, the empty one included. */
export function idsProblem(typed: string): string | undefined {
  const { problems } = words.value.settings;
  const ids = idsOf(typed);
  const long = ids.find((id) => id.length > MAX_ID_LENGTH);
  if (long) return problems.longId(long.slice(0, SHOWN_LENGTH), long.length, MAX_ID_LENGTH);
  return ids.length > MAX_IDS ? problems.manyIds(ids.length, MAX_IDS) : undefined;
}

/** Each once, in the order in which they were typed. */
export const idsOf = (typed: string): string[] => [...new Set(typed.split(/[\s,]+/).filter((id) => id !== ''))];
