import { useState } from 'preact/hooks';
import { CameraCards } from '../cameras/CameraCards.tsx';
import { words } from '../language/language.ts';
import type { PageModel } from '../pageModel.ts';
import { Panel } from '../parts/Panel.tsx';
import { Segmented } from '../parts/Segmented.tsx';
import { useRemembered } from '../parts/useRemembered.ts';
import { ResultCardPlace } from './ResultCardPlace.tsx';

/** Two rows on a desktop: enough to see what happens, and the log stays near. */
const FIRST_SHOWN = 8;
const ORDERS = ['time', 'camera'] as const;

/** Finished jobs, newest first, or the newest of each camera. */
export function Results({ model }: { readonly model: PageModel }) {
  const [order, choose] = useRemembered(model.choices, 'results', ORDERS);
  const say = words.value.health.results;
  return (
    <Panel
      title={say.title}
      class="results"
      aside={
        <Segmented
          legend={say.order}
          name="results-order"
          value={order}
          options={ORDERS.map((value) => ({ value, label: say.orders[value] }))}
          onChange={choose}
        />
      }
    >
      {order === 'time' ? <CardsByTime model={model} /> : <CameraCards model={model} />}
    </Panel>
  );
}

function CardsByTime({ model }: { readonly model: PageModel }) {
  const [all, setAll] = useState(false);
  const say = words.value.health.results;
  const entries = model.store.finished.value;
  const shown = all ? entries : entries.slice(0, FIRST_SHOWN);
  const more = entries.length - FIRST_SHOWN;
  if (entries.length === 0) return <p class="empty">{say.noneByTime}</p>;
  return (
    <>
      <ul class="cards">
        {shown.map((entry) => (
          <ResultCardPlace key={entry.serial} entry={entry} model={model} />
        ))}
      </ul>
      {more > 0 && (
        <button type="button" class="button small" onClick={() => setAll(!all)}>
          {all ? say.fewer : say.more(more)}
        </button>
      )}
    </>
  );
}
