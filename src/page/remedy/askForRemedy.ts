import type { PageModel } from '../pageModel.ts';
import { REMEDY_ID } from './remedyId.ts';

/** Shows all of the remedy, and takes the keyboard's place there: at a click alone, and never when it is drawn anew. */
export function askForRemedy({ remedy, remedyAsked }: Pick<PageModel, 'remedy' | 'remedyAsked'>): void {
  remedyAsked.value = remedy.peek()?.reason;
  // Below a job in hand it is there only then.
  requestAnimationFrame(() => document.getElementById(REMEDY_ID)?.focus());
}
