import type { Computer } from '../../src/page/ports.ts';

type Power = Parameters<Parameters<NonNullable<Computer['battery']>['watch']>[0]>[0];
type Access = 'granted' | 'prompt' | 'denied';

export interface FakeComputer extends Required<Computer> {
  /** Undefined as where a policy forbids to tell. */
  setPower(power: Power): void;
  setUser(user: 'active' | 'idle'): void;
  /** Whether somebody listens for who is there. */
  readonly watched: boolean;
  /** What was asked of the person: `idle`, `notify`. */
  readonly asked: readonly string[];
  /** Titles and texts of what was shown, and `closed`. */
  readonly shown: readonly string[];
}

/** A laptop on mains whose person says yes, or `answer`, to whatever is asked. */
export function createFakeComputer(answer: Access = 'granted', before: Access = 'prompt'): FakeComputer {
  const asked: string[] = [];
  const shown: string[] = [];
  let power: Power = { charging: true, level: 0.9 };
  let tellPower: (power: Power) => void = () => {};
  let tellUser: ((user: 'active' | 'idle') => void) | undefined;
  let notify = before;
  return {
    asked,
    shown,
    get watched() {
      return tellUser !== undefined;
    },
    setPower(next) {
      power = next;
      tellPower(next);
    },
    setUser: (user) => tellUser?.(user),
    battery: {
      watch(onChange) {
        tellPower = onChange;
        onChange(power);
      },
    },
    idle: {
      access: (onChange) => onChange(before),
      async ask() {
        asked.push('idle');
        return answer;
      },
      watch(onChange) {
        tellUser = onChange;
        onChange('active');
        return () => {
          tellUser = undefined;
        };
      },
    },
    notifier: {
      access: () => notify,
      async ask() {
        asked.push('notify');
        notify = answer;
        return answer;
      },
      show(title, text) {
        shown.push(`${title}: ${text}`);
        return () => shown.push('closed');
      },
    },
  };
}
