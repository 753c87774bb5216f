import type { ComponentChildren } from 'preact';

interface CautionProps {
  readonly title: string;
  readonly children?: ComponentChildren;
}

/** Something to know before going on. Told by a bar and words as well as by colour. */
export const Caution = ({ title, children }: CautionProps) => (
  <div class="caution">
    <p class="caution-title">{title}</p>
    {children}
  </div>
);
