// A page for tests alone: puts the door on `window`, where the browser's driver finds it.
import { wrap } from 'comlink';
import type { DoorApi } from './door.worker.ts';

const worker = new Worker(new URL('./door.worker.ts', import.meta.url), { type: 'module' });
Object.assign(window, { door: wrap<DoorApi>(worker) });
