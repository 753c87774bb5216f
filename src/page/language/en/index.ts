// English: the words that every other language has too. One file for each panel.
import type { ProblemTexts } from '../problemWords.ts';
import { facts } from './facts.ts';
import { health } from './health.ts';
import { install } from './install.ts';
import { limits } from './limits.ts';
import type { LimitsFormWords } from './limitsForm.ts';
import { log } from './log.ts';
import { now } from './now.ts';
import { page } from './page.ts';
import type { RelayViewWords } from './relayView.ts';
import type { RemedyTexts } from './remedy.ts';
import { settings } from './settings.ts';
import type { SettingsPanelWords } from './settingsPanel.ts';
import { state } from './state.ts';
import { tryIt } from './tryIt.ts';
import type { TryScreenWords } from './tryScreen.ts';
import { units } from './units.ts';
import type { WorkWords } from './work.ts';

export const english = { facts, health, install, limits, log, now, page, settings, state, tryIt, units };

/** All that the page says; sentences that hold a figure or a name are functions of it. */
export type Words = typeof english & {
  /** English comes with the panel itself: src/page/settings/panelWords.ts. */
  readonly settingsPanel?: SettingsPanelWords;
  /** So does that of Try it: src/page/tryIt/screenWords.ts. */
  readonly tryScreen?: TryScreenWords;
  /** That of the form of Limits: src/page/limits/formWords.ts. */
  readonly limitsForm?: LimitsFormWords;
  /** And that of the remedies: src/page/remedy/remedyWords.ts. */
  readonly remedy?: RemedyTexts;
  /** That of the relay's own view: src/relayView/relayWords.ts. */
  readonly relayView?: RelayViewWords;
  /** And what is said of work: src/page/workWords.ts. */
  readonly work?: WorkWords;
  /** For what the worker thread says, which is English: ../problemWords.ts. */
  readonly problems?: ProblemTexts;
};
