import type { ComponentChildren } from 'preact';

interface PanelProps {
  readonly title: string;
  readonly class: string;
  /** Right of the title. */
  readonly aside?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A named region of the page. */
export function Panel({ title, aside, children, ...props }: PanelProps) {
  const id = `${title.toLowerCase().replaceAll(' ', '-')}-title`;
  return (
    <section class={`panel ${props.class}`} aria-labelledby={id}>
      <div class="panel-head">
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
