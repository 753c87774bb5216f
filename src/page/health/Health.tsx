import { Panel } from '../parts/Panel.tsx';
import type { Store } from '../store.ts';
import { countFacts, engineFacts, type Fact, sayMedianJob, sayTokenRate, slowNote } from './facts.ts';
import { Sparkline } from './Sparkline.tsx';

export function Health({ store }: { readonly store: Store }) {
  const snapshot = store.snapshot.value;
  const note = slowNote(snapshot.engine);
  return (
    <Panel title="Health" class="health">
      <dl class="figures">
        <div>
          <dd>{sayTokenRate(snapshot)}</dd>
          <dt>tokens per second</dt>
        </div>
        <div>
          <dd>{sayMedianJob(snapshot)}</dd>
          <dt>per job, median</dt>
        </div>
      </dl>
      <Sparkline values={store.rates.value} />
      <Facts facts={countFacts(snapshot)} />
      <Facts facts={engineFacts(snapshot.engine)} />
      {note && <p class="slow-note">{note}</p>}
    </Panel>
  );
}

function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl class="health-facts">
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd title={value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
