// Data that comes after the page has shown, piece by piece, as it does from a worker, a GPU and a disk.
import type { ModelGate } from '../../src/page/ports.ts';
import type { WorkerEvent } from '../../src/worker/api.ts';
import type { FakeWorkerClient } from '../fakes/fakeWorkerClient.ts';
import { nextFrame } from './hands.ts';

/** Enough for a page to show what it has so far. */
const FRAMES_BETWEEN = 2;

async function later<T>(value: T): Promise<T> {
  for (let i = 0; i < FRAMES_BETWEEN; i++) await nextFrame();
  return value;
}

export async function emitLate(client: FakeWorkerClient, events: readonly WorkerEvent[]): Promise<void> {
  for (const event of events) client.emit(await later(event));
}

export const lateGate = (gate: ModelGate): ModelGate => ({
  inspect: async (question) => later(await gate.inspect(question)),
});
