import { words } from '../language/language.ts';
import type { PageModel } from '../pageModel.ts';
import { Panel } from '../parts/Panel.tsx';
import { Segmented } from '../parts/Segmented.tsx';
import { useRemembered } from '../parts/useRemembered.ts';
import { Charts } from './Charts.tsx';
import { SPANS } from './chartView.ts';
import {
  awakeFacts,
  busyPart,
  countFacts,
  dialectFact,
  engineFacts,
  type Fact,
  sayMedianJob,
  sayTokenRate,
  slowNote,
} from './facts.ts';
import { Total } from './Total.tsx';

export function Health({ model }: { readonly model: PageModel }) {
  const { store, awake, choices } = model;
  const [span, chooseSpan] = useRemembered(choices, 'span', SPANS);
  const say = words.value.health.charts;
  const snapshot = store.snapshot.value;
  const note = slowNote(snapshot.engine);
  return (
    <Panel
      title={words.value.facts.title}
      class="health"
      aside={
        <Segmented
          legend={say.span}
          name="span"
          value={span}
          options={SPANS.map((value) => ({ value, label: say.spans[value] }))}
          onChange={chooseSpan}
        />
      }
    >
      <dl class="figures">
        <div>
          <dd>{sayTokenRate(snapshot)}</dd>
          <dt>{words.value.facts.rate}</dt>
        </div>
        <div>
          <dd>{sayMedianJob(snapshot)}</dd>
          <dt>{words.value.facts.median}</dt>
        </div>
      </dl>
      <Charts model={model} span={span} />
      <Total history={store.history.value} part={busyPart(snapshot.engine)} />
      <Facts facts={countFacts(snapshot)} />
      <Facts facts={[...engineFacts(snapshot.engine), dialectFact(snapshot), ...awakeFacts(awake.value)]} />
      {note && <p class="slow-note">{note}</p>}
    </Panel>
  );
}

function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl class="health-facts">
      {facts.map(({ name, value, title, quiet }) => (
        <div key={name} data-quiet={quiet}>
          <dt title={title}>{name}</dt>
          <dd title={value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
