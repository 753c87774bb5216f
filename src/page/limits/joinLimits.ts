import { notifyTroubles } from '../notify/notifyTroubles.ts';
import type { WorkerClient } from '../ports.ts';
import type { Store } from '../store.ts';
import { createLimitsModel, type LimitsModel, type LimitsParts } from './limitsModel.ts';
import { tellWorker } from './tellWorker.ts';

/** Limits, known to the worker thread, and their notifications. */
export function joinLimits(parts: LimitsParts & { readonly client: WorkerClient }, store: Store): LimitsModel {
  const limits = createLimitsModel(parts);
  tellWorker(limits, parts.client);
  notifyTroubles({ store, limits, notifier: parts.computer?.notifier });
  return limits;
}
