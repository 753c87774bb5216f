// What the page says of itself: add `&install=` and, with commas, ready, broken, taking, offer, discarded, reloaded, too-often.
import { signal } from '@preact/signals';
import type { BackNote, Install } from '../../src/page/install/createInstall.ts';
import type { Update } from '../../src/page/install/updates.ts';

const UPDATES: readonly Update['type'][] = ['ready', 'broken', 'taking'];
const BACK: readonly BackNote[] = ['discarded', 'reloaded', 'updated', 'too-often'];

/** @param says what it says of itself, with commas */
export function cannedInstall(state: string, says: string): Partial<Install> {
  const wanted = says.split(',');
  const back = signal<BackNote | undefined>(BACK.find((note) => wanted.includes(note)));
  const type = UPDATES.find((update) => wanted.includes(update)) ?? 'none';
  return {
    update: signal<Update>({ type }),
    back,
    hideBack() {
      back.value = undefined;
    },
    working: signal(state === 'working'),
    offer: signal(wanted.includes('offer') ? () => {} : undefined),
  };
}
