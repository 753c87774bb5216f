// Passes on to the worker thread what Limits says: from now on, and whenever it changes.
import { effect } from '@preact/signals';
import type { WorkerApi } from '../../worker/api.ts';
import type { LimitsModel } from './limitsModel.ts';

export function tellWorker(
  { facts, limits }: Pick<LimitsModel, 'facts' | 'limits'>,
  worker: Pick<WorkerApi, 'setFacts' | 'setLimits'>,
): void {
  // A thread that is gone tells so itself, and Start gives the next one its limits.
  const ignore = () => {};
  effect(() => void worker.setFacts(facts.value).catch(ignore));
  let told = limits.peek();
  effect(() => {
    // Those of the page's begin go with Start.
    if (limits.value === told) return;
    told = limits.value;
    worker.setLimits(told).catch(ignore);
  });
}
