// The browser's notifications, as far as they are used: one at a time, which brings this tab to the front.

type NotifyAccess = 'granted' | 'prompt' | 'denied';

export interface Notifier {
  access(): NotifyAccess;
  /** Asks the person; only within a click. */
  ask(): Promise<NotifyAccess>;
  /** Takes the place of the one before. Returns its end. */
  show(title: string, text: string): () => void;
}

/** The slice of the window that is used. */
interface WithNotification {
  readonly Notification: {
    new (title: string, options: { readonly body: string; readonly tag: string }): ShownNotification;
    readonly permission: NotificationPermission;
    requestPermission(): Promise<NotificationPermission>;
  };
  focus(): void;
}

interface ShownNotification {
  onclick: (() => void) | null;
  close(): void;
}

/** A second notification under it replaces the first. */
const TAG = 'unblink-browser-worker';

const hasNotification = (scope: object): scope is WithNotification => 'Notification' in scope;

const accessOf = (permission: NotificationPermission): NotifyAccess =>
  permission === 'default' ? 'prompt' : permission;

/** @param scope the window; undefined comes back where this browser, or this page, has no notifications */
export function createNotifier(scope: object): Notifier | undefined {
  if (!hasNotification(scope)) return undefined;
  const { Notification } = scope;
  return {
    access: () => accessOf(Notification.permission),
    ask: async () => accessOf(await Notification.requestPermission()),
    show(title, text) {
      try {
        const notification = new Notification(title, { body: text, tag: TAG });
        notification.onclick = () => {
          scope.focus();
          notification.close();
        };
        return () => notification.close();
      } catch {
        // Chrome on Android shows none without a service worker.
        return () => {};
      }
    },
  };
}
