// What is opened, chosen or typed in a screen before it is looked at.
import type { PageModel } from '../../src/page/pageModel.ts';
import { showTry } from './cannedTry.ts';
import { showSettings } from './cannedVisit.ts';
import { click, openDetails, thereIs, type } from './hands.ts';

type Steps = (model: PageModel) => unknown;

const OPENED: { readonly [screen: string]: Steps } = {
  'welcome-more': () => openDetails('.welcome-more'),
  'all-results': () => click('.results > .button'),
  way: () => openDetails('.card .way'),
  'chart-table': () => openDetails('.chart-details'),
  'log-errors': async () => {
    await click('.log input[value=error]');
    await type('.log input[type=search]', 'worker');
  },
  'log-nothing': () => type('.log input[type=search]', 'zebra'),
  'limits-wrong': () => type('#dutyPercent', '120'),
  'settings-wrong': async () => {
    await type('.settings #relay', 'gopher://relay.example');
    await type('.settings #max-tokens', '0');
  },
  'settings-sure': async () => {
    await click('.stored li .button');
    await click('.settings-part:has(.forget) > ul .button');
    await click('.forget > p > .button');
  },
};

/** @param state whose canned events the screen shows */
export async function showScreen(name: string, state: string, model: PageModel): Promise<void> {
  if (state.startsWith('try-')) await showTry(state, model);
  else if (state.startsWith('settings')) await showSettings(state, model);
  else if (!state.startsWith('welcome')) model.start();
  if (state.startsWith('limits')) model.limits.show(true);
  await thereIs('#app > header');
  await OPENED[name]?.(model);
}
