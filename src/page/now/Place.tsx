import type { ComponentChildren } from 'preact';

/** Takes as much room as frame, answer and timeline, for what stands there before them. */
export const Place = ({ children }: { readonly children?: ComponentChildren }) => (
  <div class="now-place">{children}</div>
);
