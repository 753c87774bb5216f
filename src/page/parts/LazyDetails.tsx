// A part that opens on demand: its code comes when one of its kind is first opened, and what is closed is not drawn.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useState } from 'preact/hooks';

export interface LazyView<P> {
  readonly view: ReadonlySignal<ComponentType<P> | undefined>;
  /** What could not be had (no network any more) is asked for again the next time. */
  load(): void;
}

export function lazyView<P>(load: () => Promise<ComponentType<P>>): LazyView<P> {
  const view = signal<ComponentType<P> | undefined>(undefined);
  return {
    view,
    load() {
      if (view.peek()) return;
      load().then(
        (loaded) => {
          view.value = loaded;
        },
        () => {},
      );
    },
  };
}

interface LazyDetailsProps<P> {
  readonly class: string;
  readonly summary: string;
  readonly content: LazyView<P>;
  readonly props: P;
}

export function LazyDetails<P extends object>({ summary, content, props, ...details }: LazyDetailsProps<P>) {
  const [open, setOpen] = useState(false);
  const View = content.view.value;
  return (
    <details
      class={details.class}
      onToggle={({ currentTarget }) => {
        setOpen(currentTarget.open);
        if (currentTarget.open) content.load();
      }}
    >
      <summary class="quiet">{summary}</summary>
      {open && View && <View {...props} />}
    </details>
  );
}
