import type { Camera } from '../../relay/camera.ts';
import { createRelay, type RelayOptions } from '../../relay/relay.ts';
import { createRandom } from '../../relay/scenes/random.ts';
import { createRelayWitness, type RelayWitness } from '../e2e/relayWitness.ts';
import { jpegBytes } from '../fakes/imageBytes.ts';
import { createFastClock } from './fastClock.ts';
import { startFaultProxy } from './faultProxy.ts';
import { startNodeWorker } from './nodeWorker.ts';
import { createSky } from './sky.ts';
import { createScenario, FINE } from './weather.ts';

const FACTOR = 20;
/** On the fast clock: longer than any silence that a worker or a relay bears. */
const RECOVERED_WITHIN_MS = 400_000;
/** Enough of a log to see what went wrong. */
const LINES_TOLD = 80;

export interface Outcome {
  readonly outcome: 'recovered' | 'too late';
  readonly connection: string | undefined;
  readonly witness: RelayWitness;
  /** For a person, when it went wrong. */
  story(): string;
}

/**
 * A worker and a relay live through the scenario of this seed; then the weather is fine, and `isRecovered` is waited for.
 *
 * @param isRecovered asked with what the relay saw, and with how many events it had seen when the weather became fine
 */
export async function liveThrough(
  seed: number,
  options: Pick<RelayOptions, 'dialect' | 'count'>,
  isRecovered: (witness: RelayWitness, seenBefore: number) => boolean,
): Promise<Outcome> {
  const random = createRandom(seed);
  const clock = createFastClock(FACTOR);
  const witness = createRelayWitness();
  const relay = createRelay({
    port: 0,
    clock,
    cameras: [createCamera(random.int(options.dialect === undefined ? 1 : 2, 4))],
    intervalMs: 4000,
    pageFolder: 'no-such-folder',
    // On a busy machine a job may meet bad weather more often than a relay would have patience for.
    limits: { maxTries: 20 },
    onEvent: witness.onEvent,
    ...options,
  });
  const { port } = await relay.listen();
  const sky = createSky(FINE, random, clock);
  const proxy = await startFaultProxy(sky, port);
  const worker = await startNodeWorker(`ws://127.0.0.1:${proxy.port}`, clock, random.next);
  const spells = createScenario(seed);
  for (const { weather, lastsMs, resets } of spells) {
    if (resets) proxy.resetAll();
    sky.change(weather);
    await sky.wait(lastsMs);
  }
  sky.change(FINE);
  const seenBefore = witness.events.length;
  const recovered = Promise.all([
    witness.until(() => isRecovered(witness, seenBefore)),
    worker.until(({ connection }) => connection.type === 'open'),
  ]);
  const outcome = await Promise.race([
    recovered.then(() => 'recovered' as const),
    sky.wait(RECOVERED_WITHIN_MS).then(() => 'too late' as const),
  ]);
  const connection = worker.snapshot?.connection.type;
  await worker.stop();
  await proxy.close();
  await relay.close();
  clock.stop();
  return {
    outcome,
    connection,
    witness,
    story: () =>
      [
        `Scenario ${seed}: ${spells.map(({ name }) => name).join(', ')}`,
        ...worker.log.filter((line) => !line.includes('JOB AVAILABLE')).slice(-LINES_TOLD),
        ...witness.events.map((event) => JSON.stringify(event).slice(0, 160)).slice(-LINES_TOLD),
      ].join('\n'),
  };
}

function createCamera(batch: number): Camera {
  const frame = Buffer.from(jpegBytes(640, 360));
  return {
    serviceId: 'front-door',
    name: 'Front door',
    next: async () => ({
      frames: Array.from({ length: batch }, () => frame),
      width: 640,
      height: 360,
      timesSeconds: Array.from({ length: batch }, (_, i) => i),
    }),
  };
}
