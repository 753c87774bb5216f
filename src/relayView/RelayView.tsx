// What the bundled relay does, for people: cameras, jobs, workers, results.
import { useComputed } from '@preact/signals';
import { StateLine } from '../page/header/StateLine.tsx';
import { page } from '../page/language/en/page.ts';
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

interface RelayViewProps {
  readonly poll: RelayPoll;
  readonly host: string;
  readonly themeChoice: ThemeChoice;
}

export function RelayView({ poll, host, themeChoice }: RelayViewProps) {
  const sentence = useComputed(() => relaySentence(poll.state.value, poll.nowMs.value));
  const state = poll.state.value;
  return (
    <>
      <header class="header">
        <div class="header-line">
          <h1>Relay</h1>
          <StateLine sentence={sentence} />
          <nav class="header-links" aria-label="Page">
            <span class="relay-host">{host}</span>
            <a href="./">Worker</a>
          </nav>
        </div>
      </header>
      <main class="layout relay-layout">{state.type === 'known' && <Panels poll={poll} state={state} />}</main>
      <Footer themeChoice={themeChoice} say={page} note="Camera frames are shown on the relay’s own computer only." />
    </>
  );
}

function Panels({ poll, state }: { readonly poll: RelayPoll; readonly state: RelayState & { type: 'known' } }) {
  const { status, pictures } = state;
  const nowMs = poll.nowMs.value;
  return (
    <>
      <Panel title="Cameras" class="cameras">
        {status.cameras.length === 0 && <p class="empty">This relay has no camera.</p>}
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
      <Panel title="Jobs" class="jobs">
        <JobCounts jobs={status.jobs} />
      </Panel>
      <Panel title="Workers" class="workers">
        <Workers workers={status.workers} nowMs={nowMs} />
      </Panel>
      <Panel title="Results" class="relay-results">
        <ResultList status={status} nowMs={nowMs} />
      </Panel>
    </>
  );
}

function JobCounts({ jobs }: { readonly jobs: RelayStatus['jobs'] }) {
  const counts = [
    ['Waiting', jobs.queued],
    ['With a worker', jobs.claimed],
    ['Done', jobs.done],
    ['Failed', jobs.failed],
    ['Dropped', jobs.dropped],
  ] as const;
  return (
    <dl class="health-facts">
      {counts.map(([name, count]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{sayNumber(count)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Workers({ workers, nowMs }: { readonly workers: RelayStatus['workers']; readonly nowMs: number }) {
  if (workers.length === 0) return <p class="empty">None is connected.</p>;
  return (
    <ul class="worker-list">
      {workers.map(({ worker_id, joined_at }) => (
        <li key={worker_id}>
          <code>{worker_id}</code>
          <span class="quiet">
            joined <Ago atMs={Date.parse(joined_at)} nowMs={nowMs} />
          </span>
        </li>
      ))}
    </ul>
  );
}
