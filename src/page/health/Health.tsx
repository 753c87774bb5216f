import type { PageModel } from '../pageModel.ts';
import { Panel } from '../parts/Panel.tsx';
import {
  awakeFacts,
  countFacts,
  dialectFact,
  engineFacts,
  type Fact,
  sayMedianJob,
  sayTokenRate,
  slowNote,
} from './facts.ts';
import { Sparkline } from './Sparkline.tsx';

export function Health({ model: { store, awake } }: { readonly model: PageModel }) {
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
      <Facts facts={[...engineFacts(snapshot.engine), dialectFact(snapshot), ...awakeFacts(awake.value)]} />
      {note && <p class="slow-note">{note}</p>}
    </Panel>
  );
}

function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl class="health-facts">
      {facts.map(({ name, value, title }) => (
        <div key={name}>
          <dt title={title}>{name}</dt>
          <dd title={value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
