// Two hundred scenarios of bad weather between a real worker core and the real relay. Time runs fast; everything else is real.
import { describe, expect, test } from 'vitest';
import type { Camera } from '../../relay/camera.ts';
import { createRelay } from '../../relay/relay.ts';
import { createRandom } from '../../relay/scenes/random.ts';
import { createRelayWitness } from '../e2e/relayWitness.ts';
import { jpegBytes } from '../fakes/imageBytes.ts';
import { createFastClock } from './fastClock.ts';
import { startFaultProxy } from './faultProxy.ts';
import { startNodeWorker } from './nodeWorker.ts';
import { createSky } from './sky.ts';
import { createScenario, FINE } from './weather.ts';

const SCENARIOS = 200;
const FACTOR = 20;
const JOBS = 8;
/** On the fast clock: longer than any silence that a worker or a relay bears. */
const RECOVERED_WITHIN_MS = 400_000;

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

async function live(seed: number) {
  const random = createRandom(seed);
  const clock = createFastClock(FACTOR);
  const witness = createRelayWitness();
  const relay = createRelay({
    port: 0,
    clock,
    cameras: [createCamera(random.int(1, 4))],
    intervalMs: 4000,
    count: JOBS,
    pageFolder: 'no-such-folder',
    onEvent: witness.onEvent,
  });
  const { port } = await relay.listen();
  const sky = createSky(FINE, random, clock);
  const proxy = await startFaultProxy(sky, port);
  const worker = await startNodeWorker(`ws://127.0.0.1:${proxy.port}/connect`, clock, random.next);
  const spells = createScenario(seed);
  for (const { weather, lastsMs, resets } of spells) {
    if (resets) proxy.resetAll();
    sky.change(weather);
    await sky.wait(lastsMs);
  }
  sky.change(FINE);
  const allDone = witness.until(() => witness.of('job-completed').length === JOBS);
  const recovered = Promise.all([allDone, worker.until(({ connection }) => connection.type === 'open')]);
  const tooLate = sky.wait(RECOVERED_WITHIN_MS).then(() => 'too late');
  const outcome = await Promise.race([recovered.then(() => 'recovered'), tooLate]);
  const story = { seed, spells: spells.map(({ name }) => name), outcome, connection: worker.snapshot?.connection.type };
  const completed = witness.of('job-completed').map(({ job }) => job.id);
  const lost = witness.events.filter((event) => ('final' in event && event.final) || event.type === 'job-dropped');
  await worker.stop();
  await proxy.close();
  await relay.close();
  clock.stop();
  return { story, completed, lost, log: worker.log, events: witness.events };
}

describe.concurrent('bad weather', () => {
  test.each(Array.from({ length: SCENARIOS }, (_, i) => i + 1))(
    'W11: after scenario %i the worker is connected, and every job was done once',
    async (seed) => {
      const { story, completed, lost, log, events } = await live(seed);
      if (story.outcome !== 'recovered' || lost.length > 0) {
        console.log(
          JSON.stringify(story),
          `\n${log
            .filter((l) => !l.includes('JOB AVAILABLE'))
            .slice(-80)
            .join('\n')}`,
          `\n${events.map((e) => `${e.type} ${'job' in e ? e.job.id.slice(0, 6) : ''} ${'error' in e ? e.error : ''}`).join('\n')}`,
        );
      }
      expect(story).toMatchObject({ outcome: 'recovered', connection: 'open' });
      expect(lost).toEqual([]);
      expect(completed).toHaveLength(JOBS);
      expect(new Set(completed).size).toBe(JOBS);
    },
  );
});
