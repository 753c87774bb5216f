import type { ComponentChildren } from 'preact';

interface GroupProps {
  /** Of its heading. */
  readonly id: string;
  readonly title: string;
  readonly children: ComponentChildren;
}

/** Fields that belong together, beside their name. */
export const Group = ({ id, title, children }: GroupProps) => (
  <section class="settings-group" aria-labelledby={id}>
    <h3 id={id}>{title}</h3>
    <div class="settings-fields">{children}</div>
  </section>
);
