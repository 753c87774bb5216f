// The Idle Detection API, which Chrome has and TypeScript's library does not know: whether anybody uses the computer, in
// whatever program. It needs a secure page and the person's permission.

type IdleAccess = 'granted' | 'prompt' | 'denied';

export interface IdleWatch {
  /** Tells at once and whenever the person, or the browser, changes it. */
  access(onChange: (access: IdleAccess) => void): void;
  /** Asks the person; only within a click. */
  ask(): Promise<IdleAccess>;
  /** Tells at once and whenever it changes. Returns its end. */
  watch(onChange: (user: 'active' | 'idle') => void): () => void;
}

interface Detector extends Pick<EventTarget, 'addEventListener'> {
  readonly userState: 'active' | 'idle' | null;
  readonly screenState: 'locked' | 'unlocked' | null;
  start(options: { readonly threshold: number; readonly signal: AbortSignal }): Promise<void>;
}
type Permission = Pick<EventTarget, 'addEventListener'> & { readonly state: IdleAccess };
/** The slice of the window that is used. */
interface WithDetector {
  readonly IdleDetector: { new (): Detector; requestPermission(): Promise<IdleAccess> };
  readonly navigator: { readonly permissions: { query(asked: { readonly name: string }): Promise<Permission> } };
}

/** Without keyboard and mouse for so long, nobody is there: the least that the API allows. */
const THRESHOLD_MS = 60_000;

const hasDetector = (scope: object): scope is WithDetector => 'IdleDetector' in scope;

/** @param scope the window; undefined comes back where this browser, or this page, has no such API */
export function createIdleWatch(scope: object): IdleWatch | undefined {
  if (!hasDetector(scope)) return undefined;
  const { IdleDetector, navigator } = scope;
  return {
    access(onChange) {
      navigator.permissions.query({ name: 'idle-detection' }).then(
        (status) => {
          status.addEventListener('change', () => onChange(status.state));
          onChange(status.state);
        },
        () => onChange('prompt'),
      );
    },
    ask: () => IdleDetector.requestPermission(),
    watch(onChange) {
      const abort = new AbortController();
      const detector = new IdleDetector();
      const tell = () => {
        const away = detector.userState === 'idle' || detector.screenState === 'locked';
        if (!abort.signal.aborted) onChange(away ? 'idle' : 'active');
      };
      detector.addEventListener('change', tell);
      // It fails where the permission was taken back in between, which is told as such.
      detector.start({ threshold: THRESHOLD_MS, signal: abort.signal }).then(tell, () => {});
      return () => abort.abort();
    },
  };
}
