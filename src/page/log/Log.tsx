import { useMemo, useState } from 'preact/hooks';
import type { PageModel } from '../pageModel.ts';
import { Panel } from '../parts/Panel.tsx';
import { Segmented } from '../parts/Segmented.tsx';
import { LogLines } from './LogLines.tsx';
import { filterLog, LEVELS, type LogFilter, logAsJsonLines, logAsText, logFileName } from './logText.ts';

const LEVEL_LABELS = { info: 'All', warning: 'Warnings', error: 'Errors' };
const LEVEL_OPTIONS = LEVELS.map((value) => ({ value, label: LEVEL_LABELS[value] }));

export function Log({ model: { store, textExport } }: { readonly model: PageModel }) {
  const [filter, setFilter] = useState<LogFilter>({ level: 'info', text: '' });
  const [copied, setCopied] = useState('');
  const log = store.log.value;
  const entries = useMemo(() => filterLog(log, filter), [log, filter]);
  const copy = () => {
    textExport.copy(logAsText(entries)).then(
      () => setCopied('Copied.'),
      () => setCopied('The browser did not allow copying. Download works.'),
    );
  };
  return (
    <Panel title="Log" class="log">
      <div class="log-tools">
        <Segmented
          legend="Level"
          name="log-level"
          value={filter.level}
          options={LEVEL_OPTIONS}
          onChange={(level) => setFilter({ ...filter, level })}
        />
        <input
          type="search"
          aria-label="Filter the log by text"
          placeholder="Filter"
          value={filter.text}
          onInput={(event) => setFilter({ ...filter, text: event.currentTarget.value })}
        />
        <button type="button" class="button small" onClick={copy}>
          Copy
        </button>
        <button
          type="button"
          class="button small"
          title="JSON lines"
          onClick={() => textExport.download(logFileName(store.nowMs.peek()), logAsJsonLines(entries))}
        >
          Download
        </button>
        <p class="quiet" role="status">
          {copied}
        </p>
      </div>
      <LogLines entries={entries} />
    </Panel>
  );
}
