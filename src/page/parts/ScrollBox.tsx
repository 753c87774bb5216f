import type { ComponentChildren } from 'preact';

interface ScrollBoxProps {
  readonly class: string;
  readonly label: string;
  /** While it is being written. */
  readonly writing?: boolean;
  readonly children: ComponentChildren;
}

/** What may be longer than its place. */
export const ScrollBox = ({ label, writing, children, ...section }: ScrollBoxProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
  <section class={section.class} data-writing={writing} tabIndex={0} aria-label={label}>
    {children}
  </section>
);
