// `navigator.getBattery`, which Chrome has and TypeScript's library does not know. It needs a secure page.

interface Power {
  /** A computer without a battery is charging, and full. */
  readonly charging: boolean;
  /** 0..1 */
  readonly level: number;
}

export interface Battery {
  /** Tells at once and whenever it changes; undefined where the browser does not say after all. */
  watch(onChange: (power: Power | undefined) => void): void;
}

type BatteryManager = Pick<EventTarget, 'addEventListener'> & Power;
interface WithBattery {
  getBattery(): Promise<BatteryManager>;
}

const hasBattery = (navigator: object): navigator is WithBattery => 'getBattery' in navigator;

/** Undefined where this browser, or this page, has none. */
export function createBattery(navigator: object): Battery | undefined {
  if (!hasBattery(navigator)) return undefined;
  return {
    watch(onChange) {
      navigator.getBattery().then(
        (battery) => {
          const tell = () => onChange({ charging: battery.charging, level: battery.level });
          battery.addEventListener('chargingchange', tell);
          battery.addEventListener('levelchange', tell);
          tell();
        },
        // A policy of the site that frames this page forbids it.
        () => onChange(undefined),
      );
    },
  };
}
