import { type Remote, wrap } from 'comlink';
import type { StoreCalls } from './store.worker.ts';

declare global {
  var store: Remote<StoreCalls>;
}

globalThis.store = wrap<StoreCalls>(new Worker(`/store.worker.js${location.search}`, { type: 'module' }));
