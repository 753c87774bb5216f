// The browser's own offer to install the page as an app, kept until a person asks for it. Nobody is asked anything before.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { PageWindow } from '../ports.ts';

/** Chrome's event, which no type library has. */
interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

export interface InstallOffer {
  /** Undefined where the browser offers nothing: it cannot, or the page is installed. */
  readonly offer: ReadonlySignal<(() => void) | undefined>;
  stop(): void;
}

export function watchInstallOffer(window: PageWindow): InstallOffer {
  const offer = signal<(() => void) | undefined>(undefined);
  const onOffer = (event: Event): void => {
    // Or Chrome on a phone would show a bar of its own.
    event.preventDefault();
    offer.value = () => {
      // An event serves once; where the person changes their mind, the browser sends another.
      offer.value = undefined;
      // Only this event is listened to.
      (event as InstallPrompt).prompt().catch(() => {});
    };
  };
  const onInstalled = (): void => {
    offer.value = undefined;
  };
  window.addEventListener('beforeinstallprompt', onOffer);
  window.addEventListener('appinstalled', onInstalled);
  return {
    offer,
    stop() {
      window.removeEventListener('beforeinstallprompt', onOffer);
      window.removeEventListener('appinstalled', onInstalled);
    },
  };
}
