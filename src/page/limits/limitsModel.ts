// Joins what a person chose in Limits with what this browser tells of the computer, and passes both on to the worker thread,
// which decides.
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Facts, Limits } from '../../worker/api.ts';
import type { Computer, PageDocument, SmallStore } from '../ports.ts';
import { type LimitChoices, limitsOf, readLimits, textOf } from './limitChoices.ts';

export interface LimitsParts {
  readonly choices: SmallStore;
  readonly document: PageDocument;
  readonly computer?: Computer;
}

type Power = NonNullable<Facts['power']>;
/** What may be asked of the browser: `missing` where it cannot. */
export type Access = 'missing' | 'granted' | 'prompt' | 'denied';

export interface LimitsModel {
  readonly choices: ReadonlySignal<LimitChoices>;
  readonly limits: ReadonlySignal<Limits>;
  readonly facts: ReadonlySignal<Facts>;
  readonly power: ReadonlySignal<Power | 'missing' | undefined>;
  readonly idleAccess: ReadonlySignal<Access>;
  readonly notifyAccess: ReadonlySignal<Access>;
  /** The person lets it work on battery until the plug is back, or the page is closed. */
  readonly batteryAllowed: ReadonlySignal<boolean>;
  readonly open: ReadonlySignal<boolean>;
  show(open: boolean): void;
  /** Remembers it. A permission that it needs is asked for: to be called within a click. */
  change(part: Partial<LimitChoices>): void;
  allowBattery(allowed: boolean): void;
  /** To be told when what is remembered was changed elsewhere, as in another tab. */
  readAgain(): void;
}

const KEY = 'limits';

export function createLimitsModel({ choices: store, document, computer = {} }: LimitsParts): LimitsModel {
  const { battery, idle, notifier } = computer;
  // Never of the address: a link is not to loosen what a person set for this computer.
  const read = (): LimitChoices => readLimits(store.get(KEY) ?? '');
  const choices = signal(read());
  const batteryAllowed = signal(false);
  const power = signal<Power | 'missing' | undefined>(battery ? undefined : 'missing');
  const idleAccess = signal<Access>(idle ? 'prompt' : 'missing');
  const notifyAccess = signal<Access>(notifier?.access() ?? 'missing');
  const user = signal<Facts['user']>(undefined);
  const hidden = signal(document.visibilityState === 'hidden');
  const open = signal(false);

  battery?.watch((told) => {
    power.value = told ?? 'missing';
    if (told?.charging) batteryAllowed.value = false;
  });
  idle?.access((access) => {
    idleAccess.value = access;
  });
  document.addEventListener('visibilitychange', () => {
    hidden.value = document.visibilityState === 'hidden';
  });
  const watchesIdle = computed(() => choices.value.idleOnly && idleAccess.value === 'granted');
  effect(() => {
    if (!watchesIdle.value) return;
    const stop = idle?.watch((state) => {
      user.value = state;
    });
    return () => {
      stop?.();
      user.value = undefined;
    };
  });

  function askFor(part: Partial<LimitChoices>): void {
    if (part.idleOnly && idle && idleAccess.peek() !== 'granted') keep(idleAccess, idle.ask());
    if (part.notify && notifier && notifyAccess.peek() !== 'granted') keep(notifyAccess, notifier.ask());
  }

  return {
    choices,
    limits: computed(() => limitsOf(choices.value, batteryAllowed.value)),
    facts: computed(() => {
      const told = power.value;
      return {
        hidden: hidden.value,
        ...(typeof told === 'object' && { power: told }),
        ...(user.value && { user: user.value }),
      };
    }),
    power,
    idleAccess,
    notifyAccess,
    batteryAllowed,
    open,
    show(next) {
      open.value = next;
    },
    change(part) {
      askFor(part);
      choices.value = { ...choices.peek(), ...part };
      store.set(KEY, textOf(choices.peek()));
    },
    allowBattery(allowed) {
      batteryAllowed.value = allowed;
    },
    readAgain() {
      choices.value = read();
    },
  };
}

function keep(access: { value: Access }, asked: Promise<Exclude<Access, 'missing'>>): void {
  asked.then(
    (answer) => {
      access.value = answer;
    },
    // Without a click just before, or where a policy forbids it: it stays as it was.
    () => {},
  );
}
