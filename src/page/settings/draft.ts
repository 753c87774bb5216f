import type { PageModel } from '../pageModel.ts';
import type { Settings, SettingsProblems } from './settings.ts';

/** What each group of fields works on: settings that are not applied yet. */
export interface DraftProps {
  readonly model: PageModel;
  readonly draft: Settings;
  readonly problems: SettingsProblems;
  readonly change: (part: Partial<Settings>) => void;
}
