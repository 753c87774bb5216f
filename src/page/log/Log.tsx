import { useMemo, useState } from 'preact/hooks';
import { words } from '../language/language.ts';
import type { PageModel } from '../pageModel.ts';
import { Panel } from '../parts/Panel.tsx';
import { Segmented } from '../parts/Segmented.tsx';
import { useCopy } from '../parts/useCopy.ts';
import { LogLines } from './LogLines.tsx';
import { filterLog, LEVELS, type LogFilter, logAsJsonLines, logAsText, logFileName } from './logText.ts';

export function Log({ model: { store, textExport } }: { readonly model: PageModel }) {
  const [filter, setFilter] = useState<LogFilter>({ level: 'info', text: '' });
  const [copied, copy] = useCopy(textExport);
  const say = words.value.log;
  const log = store.log.value;
  const entries = useMemo(() => filterLog(log, filter), [log, filter]);
  return (
    <Panel title={say.title} class="log">
      <div class="log-tools">
        <Segmented
          legend={say.level}
          name="log-level"
          value={filter.level}
          options={LEVELS.map((value) => ({ value, label: say.levels[value] }))}
          onChange={(level) => setFilter({ ...filter, level })}
        />
        <input
          type="search"
          aria-label={say.filterLabel}
          placeholder={say.filter}
          value={filter.text}
          onInput={(event) => setFilter({ ...filter, text: event.currentTarget.value })}
        />
        <button type="button" class="button small" onClick={() => copy(logAsText(entries))}>
          {say.copy}
        </button>
        <button
          type="button"
          class="button small"
          title={say.jsonLines}
          onClick={() => textExport.download(logFileName(store.nowMs.peek()), logAsJsonLines(entries))}
        >
          {say.download}
        </button>
        <p class="quiet" role="status">
          {copied && say[copied.how]}
        </p>
      </div>
      <LogLines entries={entries} />
    </Panel>
  );
}
