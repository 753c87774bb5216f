/** Why a model did not arrive; words that the vision thread's failures know as well. */
export type StoreFailureReason = 'model-missing' | 'no-space' | 'file-corrupt' | 'interrupted' | 'engine';

/** An expected failure, as a value that crosses threads. */
export interface StoreFailure {
  readonly type: 'failed';
  readonly reason: StoreFailureReason;
  /** A sentence for a person: what happened and what to do next. */
  readonly message: string;
}

/** The same on its way up inside the store. */
export class StoreError extends Error {
  readonly reason: StoreFailureReason;

  constructor(reason: StoreFailureReason, message: string, cause?: unknown) {
    super(message, { cause });
    this.reason = reason;
  }
}

/** @param signal of the person; once it is aborted, whatever went wrong is an interruption */
export function storeFailureOf(error: unknown, signal: AbortSignal): StoreFailure {
  if (signal.aborted) {
    const message = 'The download was ended. What has arrived stays for the next time.';
    return { type: 'failed', reason: 'interrupted', message };
  }
  if (error instanceof StoreError) return { type: 'failed', reason: error.reason, message: error.message };
  return { type: 'failed', ...storageTrouble(error) };
}

/** What the browser's storage says when it fails. https://fs.spec.whatwg.org/ */
export function storageTrouble(error: unknown): Pick<StoreError, 'reason' | 'message'> {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  switch (name) {
    case 'QuotaExceededError':
      return {
        reason: 'no-space',
        message:
          'The disk, or this browser’s share, is full. Remove a stored model or free some space, then load again.',
      };
    // A file is open elsewhere: OPFS gives each to one writer at a time.
    case 'NoModificationAllowedError':
      return {
        reason: 'engine',
        message: 'Another tab of this browser is at the model’s files. Close it, then load again.',
      };
    default:
      return { reason: 'engine', message: `The model’s files cannot be stored: ${message || name}` };
  }
}
