import { signal } from '@preact/signals';
import type { Install } from '../../src/page/install/createInstall.ts';

/** A page about which there is nothing to say, unless a test does. */
export function createFakeInstall(part: Partial<Install> = {}): Install {
  return {
    update: signal({ type: 'none' }),
    takeUpdate: () => {},
    back: signal(undefined),
    hideBack: () => {},
    working: signal(false),
    offer: signal(undefined),
    ...part,
  };
}
