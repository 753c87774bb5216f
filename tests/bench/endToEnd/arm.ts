// One worker under test: a relay of its own, a page of its own, and jobs when they are asked for.
import type { Browser } from '@playwright/test';
import type { Camera } from '../../../relay/camera.ts';
import { createRelay } from '../../../relay/relay.ts';
import { createRelayWitness } from '../../e2e/relayWitness.ts';
import type { BenchPage, OurOptions, StockOptions } from './page/page.ts';
import type { Clip } from './recordedClip.ts';
import { type Span, type Usage, usageOf } from './spans.ts';

export type JobKind = 'single' | 'batch';
const BATCH_FRAMES = 10;

export type ArmOptions =
  | { readonly type: 'ours'; readonly options: OurOptions }
  | { readonly type: 'stock'; readonly options: StockOptions };

export interface ArmRun {
  readonly jobs: number;
  /** From the first offer to the last answer, as the relay sees it. */
  readonly wallMs: number;
  readonly usage: Usage;
  /** Of all answers. */
  readonly tokens: number;
  readonly decoderRuns: number;
  readonly spans: readonly Span[];
}

export interface Arm {
  /** All jobs wait from the start. */
  run(kind: JobKind, jobs: number): Promise<ArmRun>;
  close(): Promise<void>;
}

export async function openArm(browser: Browser, pageFolder: string, clip: Clip, arm: ArmOptions): Promise<Arm> {
  const witness = createRelayWitness();
  const cameras = {
    single: createGatedCamera('single', clip, 1),
    batch: createGatedCamera('batch', clip, BATCH_FRAMES),
  };
  const relay = createRelay({
    port: 0,
    cameras: Object.values(cameras),
    intervalMs: 1,
    pageFolder,
    onEvent: witness.onEvent,
  });
  const { url } = await relay.listen();
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  // The page's door is on its window, which TypeScript does not know here.
  const call = <Name extends keyof BenchPage>(name: Name, ...args: Parameters<BenchPage[Name]>) =>
    page.evaluate<Awaited<ReturnType<BenchPage[Name]>>>(`window.bench.${name}(...${JSON.stringify(args)})`);
  if (arm.type === 'ours') await call('startOurs', arm.options);
  else await call('startStock', arm.options);
  let done = 0;

  return {
    async run(kind, jobs) {
      await call('take');
      cameras[kind].release(jobs);
      done += jobs;
      await witness.until(() => witness.of('job-completed').length >= done || witness.of('job-failed').length > 0);
      const [failed] = witness.of('job-failed');
      if (failed) throw new Error(`${arm.type} failed a job: ${failed.error}`);
      const { spans, problems } = await call('take');
      if (problems.length > 0) throw new Error(problems.join('\n'));
      const completed = witness.of('job-completed').slice(-jobs);
      return {
        jobs,
        tokens: countTokens(completed),
        wallMs:
          Math.max(...completed.map(({ completedAtMs }) => completedAtMs)) -
          Math.min(...completed.map(({ offeredAtMs }) => offeredAtMs)),
        usage: usageOf(spans),
        decoderRuns: spans.filter(({ what }) => what === 'decoder').length,
        spans,
      };
    },
    async close() {
      await context.close();
      await relay.close();
    },
  };
}

/** An answer that was not the one that the sessions say would be another amount of work. */
function countTokens(completed: readonly { readonly result: Readonly<Record<string, unknown>> }[]): number {
  return completed.reduce((sum, { result }) => {
    const { description, detections, tokens } = result;
    if (!description || !Array.isArray(detections) || detections.length !== 3 || typeof tokens !== 'number')
      throw new Error(`An answer is not as it was said: ${JSON.stringify(result).slice(0, 1200)}`);
    return sum + tokens;
  }, 0);
}

/** Gives a job whenever one is released. */
function createGatedCamera(
  serviceId: string,
  clip: Clip,
  framesPerJob: number,
): Camera & { release(jobs: number): void } {
  let released = 0;
  let next = 0;
  let open = () => {};
  return {
    serviceId,
    name: serviceId,
    release(jobs) {
      released += jobs;
      open();
    },
    async next() {
      while (released === 0) {
        await new Promise<void>((resolve) => {
          open = resolve;
        });
      }
      released -= 1;
      const frames = Array.from({ length: framesPerJob }, () => clip.frames[next++ % clip.frames.length] as Buffer);
      return { frames, width: clip.width, height: clip.height, timesSeconds: frames.map((_, i) => i * 0.5) };
    },
  };
}
