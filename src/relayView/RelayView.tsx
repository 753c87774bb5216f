// What the bundled relay does, for people: cameras, jobs, workers, results.
import { useComputed } from '@preact/signals';
import { StateLine } from '../page/header/StateLine.tsx';
import { LanguageSelect } from '../page/language/LanguageSelect.tsx';
import { words } from '../page/language/language.ts';
import type { LanguageChoice } from '../page/language/languageChoice.ts';
import { Ago } from '../page/parts/Ago.tsx';
import { Footer } from '../page/parts/Footer.tsx';
import { Panel } from '../page/parts/Panel.tsx';
import type { ThemeChoice } from '../page/parts/theme.ts';
import { sayNumber } from '../page/words.ts';
import { CameraCard } from './CameraCard.tsx';
import { ResultList } from './ResultList.tsx';
import type { RelayPoll, RelayState } from './relayPoll.ts';
import { relaySentence } from './relaySentence.ts';
import type { RelayStatus } from './relayStatus.ts';
import { relayWords } from './relayWords.ts';

interface RelayViewProps {
  readonly poll: RelayPoll;
  readonly host: string;
  readonly themeChoice: ThemeChoice;
  readonly languageChoice: LanguageChoice;
}

export function RelayView({ poll, host, themeChoice, languageChoice }: RelayViewProps) {
  const sentence = useComputed(() => relaySentence(poll.state.value, poll.nowMs.value));
  const state = poll.state.value;
  const { page } = words.value;
  const say = relayWords.value;
  return (
    <>
      <header class="header">
        <div class="header-line">
          <h1>{say.title}</h1>
          <StateLine sentence={sentence} />
          <nav class="header-links" aria-label={page.links}>
            <span class="relay-host">{host}</span>
            <a href="./">{say.worker}</a>
          </nav>
        </div>
      </header>
      <main class="layout relay-layout">{state.type === 'known' && <Panels poll={poll} state={state} />}</main>
      <Footer themeChoice={themeChoice} say={page} note={say.note}>
        <LanguageSelect choice={languageChoice} />
      </Footer>
    </>
  );
}

function Panels({ poll, state }: { readonly poll: RelayPoll; readonly state: RelayState & { type: 'known' } }) {
  const { status, pictures } = state;
  const nowMs = poll.nowMs.value;
  const say = relayWords.value;
  return (
    <>
      <Panel title={say.cameras} class="cameras">
        {status.cameras.length === 0 && <p class="empty">{say.noCameras}</p>}
        <ul class="cards">
          {status.cameras.map(({ service_id, name }) => (
            <CameraCard
              key={service_id}
              name={name}
              picture={pictures.get(service_id)}
              imageUrl={poll.imageUrl}
              result={status.results.find((result) => result.service_id === service_id)}
              nowMs={nowMs}
            />
          ))}
        </ul>
      </Panel>
      <Panel title={say.jobs} class="jobs">
        <JobCounts jobs={status.jobs} />
      </Panel>
      <Panel title={say.workers} class="workers">
        <Workers workers={status.workers} nowMs={nowMs} />
      </Panel>
      <Panel title={say.results} class="relay-results">
        <ResultList status={status} nowMs={nowMs} />
      </Panel>
    </>
  );
}

const COUNTS = ['queued', 'claimed', 'done', 'failed', 'dropped'] as const;

function JobCounts({ jobs }: { readonly jobs: RelayStatus['jobs'] }) {
  const names = relayWords.value.counts;
  return (
    <dl class="health-facts">
      {COUNTS.map((count) => (
        <div key={count}>
          <dt>{names[count]}</dt>
          <dd>{sayNumber(jobs[count])}</dd>
        </div>
      ))}
    </dl>
  );
}

function Workers({ workers, nowMs }: { readonly workers: RelayStatus['workers']; readonly nowMs: number }) {
  const say = relayWords.value;
  if (workers.length === 0) return <p class="empty">{say.noneConnected}</p>;
  return (
    <ul class="worker-list">
      {workers.map(({ worker_id, joined_at }) => (
        <li key={worker_id}>
          <code>{worker_id}</code>
          <span class="quiet">
            {say.joined} <Ago atMs={Date.parse(joined_at)} nowMs={nowMs} />
          </span>
        </li>
      ))}
    </ul>
  );
}
