import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { words } from '../language/language.ts';
import { units } from '../language/units.ts';
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
      aria-label={words.value.log.lines}
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
        following.current = scrollTop + clientHeight >= scrollHeight - END_PX;
      }}
    >
      {entries.length === 0 && <p class="empty">{words.value.log.empty}</p>}
      {entries.map((entry) => (
        <LogLine key={entry.serial} entry={entry} />
      ))}
    </section>
  );
}

/** Of two thousand lines only the new one is drawn. */
function LogLine({ entry: { line } }: { readonly entry: LogEntry }) {
  return useMemo(
    () => (
      <p class="log-line" data-level={line.level}>
        <time dateTime={new Date(line.atMs).toISOString()} title={sayExact(line.atMs)}>
          {sayClock(line.atMs)}
        </time>
        <span class="log-level">{line.level}</span>
        <span class="log-text">{line.text}</span>
      </p>
    ),
    [line, units.value],
  );
}
