// What only work has to show: frames, findings, loading, remedies. It comes with Start, all at once and before there is any
// trouble: a relay that is down may be the very server that the page comes from.
import { type ReadonlySignal, signal } from '@preact/signals';

type AtWork = typeof import('./atWorkParts.ts');

const parts = signal<AtWork | undefined>(undefined);
/** Undefined until it is here. */
export const atWork: ReadonlySignal<AtWork | undefined> = parts;

/** Where its file is gone, the page says so itself (src/page/install). */
export async function loadAtWork(): Promise<void> {
  parts.value ??= await import('./atWorkParts.ts');
}
