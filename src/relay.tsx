// The entry of relay.html: the bundled relay's live view.
import { render } from 'preact';
import { browserClock, browserObjectUrls, createSmallStore } from './page/browserPorts.ts';
import { createLanguageChoice } from './page/language/languageChoice.ts';
import { createThemeChoice } from './page/parts/theme.ts';
import './page/styles/index.css';
import './page/styles/relay.css';
import { RelayView } from './relayView/RelayView.tsx';
import { createRelayPoll } from './relayView/relayPoll.ts';

const root = document.getElementById('app');
if (!root) throw new Error('relay.html has no #app to draw into.');
const choices = createSmallStore(() => localStorage);
const themeChoice = createThemeChoice(choices, document.documentElement);
const languageChoice = await createLanguageChoice(choices, document.documentElement, navigator.languages);
const poll = createRelayPoll({
  fetch: (url, init) => fetch(url, init),
  clock: browserClock,
  objectUrls: browserObjectUrls,
});
poll.start();
render(<RelayView poll={poll} host={location.host} themeChoice={themeChoice} languageChoice={languageChoice} />, root);
