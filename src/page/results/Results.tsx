import { useState } from 'preact/hooks';
import { Panel } from '../parts/Panel.tsx';
import type { Store } from '../store.ts';
import { ResultCard } from './ResultCard.tsx';

/** Two rows on a desktop: enough to see what happens, and the log stays near. */
const FIRST_SHOWN = 8;

/** Finished jobs, newest first. */
export function Results({ store }: { readonly store: Store }) {
  const [all, setAll] = useState(false);
  const entries = store.finished.value;
  const shown = all ? entries : entries.slice(0, FIRST_SHOWN);
  const more = entries.length - FIRST_SHOWN;
  return (
    <Panel title="Results" class="results">
      {entries.length === 0 && (
        <p class="empty">No results yet. Each finished job becomes a card here, newest first.</p>
      )}
      <ul class="cards">
        {shown.map((entry) => (
          <ResultCard key={entry.serial} entry={entry} nowMs={store.nowMs.value} imageUrl={store.imageUrl} />
        ))}
      </ul>
      {more > 0 && (
        <button type="button" class="button small" onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show ${more} more`}
        </button>
      )}
    </Panel>
  );
}
