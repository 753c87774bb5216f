import { memo } from 'preact/compat';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { LogEntry } from '../pageState.ts';
import { sayClock, sayExact } from '../words.ts';

/** Nearer to the end than this, a reader follows what comes. */
const END_PX = 24;

/** Follows the newest line while scrolled to the end, else leaves the reader where they are. */
export function LogLines({ entries }: { readonly entries: readonly LogEntry[] }) {
  const ref = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element && following.current) element.scrollTop = element.scrollHeight;
  }, [entries]);
  return (
    <section
      class="log-lines"
      ref={ref}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label="Log lines"
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
        following.current = scrollTop + clientHeight >= scrollHeight - END_PX;
      }}
    >
      {entries.length === 0 && <p class="empty">Nothing to show.</p>}
      {entries.map((entry) => (
        <LogLine key={entry.serial} entry={entry} />
      ))}
    </section>
  );
}

const LogLine = memo(function LogLine({ entry: { line } }: { readonly entry: LogEntry }) {
  return (
    <p class="log-line" data-level={line.level}>
      <time dateTime={new Date(line.atMs).toISOString()} title={sayExact(line.atMs)}>
        {sayClock(line.atMs)}
      </time>
      <span class="log-level">{line.level}</span>
      <span class="log-text">{line.text}</span>
    </p>
  );
});
