import type { Words } from '../en/index.ts';
import { facts } from './facts.ts';
import { health } from './health.ts';
import { install } from './install.ts';
import { limits } from './limits.ts';
import { limitsForm } from './limitsForm.ts';
import { log } from './log.ts';
import { now } from './now.ts';
import { page } from './page.ts';
import { problems } from './problems.ts';
import { relayView } from './relayView.ts';
import { remedy } from './remedy.ts';
import { settings } from './settings.ts';
import { settingsPanel } from './settingsPanel.ts';
import { state } from './state.ts';
import { tryIt } from './tryIt.ts';
import { tryScreen } from './tryScreen.ts';
import { units } from './units.ts';
import { work } from './work.ts';

// Nobody forgets one: English has these with the parts that need them.
export const german: Required<Words> = {
  facts,
  health,
  install,
  limits,
  limitsForm,
  log,
  now,
  page,
  problems,
  relayView,
  remedy,
  settings,
  settingsPanel,
  state,
  tryIt,
  tryScreen,
  units,
  work,
};
