// Turns what cameras see into jobs, each camera at its own beat.
import { randomUUID } from 'node:crypto';
import type { Camera, Shot, ShotTruth } from './camera.ts';
import type { Clock, Stop } from './clock.ts';
import type { RelayEvent, WireJob } from './events.ts';

/** Truths outlive their jobs a little, for a test that compares at its end. */
const TRUTHS_KEPT = 1_000;

/** The newest frame of a camera, and the job that it went into. */
export interface LatestFrame {
  readonly jpeg: Buffer;
  readonly jobId: string;
}

interface FeedOptions {
  readonly cameras: readonly Camera[];
  readonly clock: Clock;
  /** Between two jobs of one camera. */
  readonly intervalMs: number;
  /** Jobs in all, of all cameras. */
  readonly count: number;
  readonly offer: (job: WireJob, frames: ReadonlyMap<string, Buffer>) => boolean;
  readonly onEvent: (event: RelayEvent) => void;
}

export type Feed = ReturnType<typeof createFeed>;

export function createFeed({ cameras, clock, intervalMs, count, offer, onEvent }: FeedOptions) {
  const latest = new Map<string, LatestFrame>();
  const truths = new Map<string, ShotTruth>();
  const timers = new Map<Camera, Stop>();
  let left = count;
  let running = false;

  async function shoot(camera: Camera, plannedAtMs: number): Promise<void> {
    if (left <= 0) return;
    left -= 1;
    try {
      const shot = await camera.next();
      if (!running) return;
      if (!offerShot(camera, shot)) left += 1;
    } catch (error) {
      left += 1;
      onEvent({
        type: 'camera-failed',
        serviceId: camera.serviceId,
        reason: error instanceof Error ? error.message : String(error),
      });
    }
    // From the plan and not from now, so that rendering time does not stretch the beat; a late camera skips no more than that.
    if (running) schedule(camera, Math.max(plannedAtMs + intervalMs, clock.now()));
  }

  function offerShot(camera: Camera, shot: Shot): boolean {
    const frames = new Map(shot.frames.map((bytes) => [randomUUID() as string, bytes]));
    const newest = shot.frames.at(-1);
    const job = jobOf(camera, shot, [...frames.keys()], new Date(clock.now()));
    if (newest !== undefined) latest.set(camera.serviceId, { jpeg: newest, jobId: job.id });
    if (shot.truth !== undefined) truths.set(job.id, shot.truth);
    const oldest = truths.keys().next();
    if (truths.size > TRUTHS_KEPT && oldest.done !== true) truths.delete(oldest.value);
    return offer(job, frames);
  }

  function schedule(camera: Camera, atMs: number): void {
    timers.set(
      camera,
      clock.after(atMs - clock.now(), () => void shoot(camera, atMs)),
    );
  }

  return {
    cameras,
    start(): void {
      running = true;
      // Spread over the interval: jobs then come evenly, and no two cameras render at once.
      cameras.forEach((camera, index) => schedule(camera, clock.now() + (index * intervalMs) / cameras.length));
    },
    stop(): void {
      running = false;
      for (const stopTimer of timers.values()) stopTimer();
    },
    latestFrame: (serviceId: string): LatestFrame | undefined => latest.get(serviceId),
    /** `frame` asks for one frame of the job alone. */
    truthOf(jobId: string, frame?: number): ShotTruth | undefined {
      const truth = truths.get(jobId);
      if (truth === undefined || frame === undefined) return truth;
      const { captions, objects, sentence } = truth;
      return { captions: captions.slice(frame, frame + 1), objects: objects.slice(frame, frame + 1), sentence };
    },
  };
}

function jobOf(camera: Camera, { width, height, timesSeconds }: Shot, frames: readonly string[], now: Date): WireJob {
  const [first = 0, second] = timesSeconds;
  const durationSeconds = (timesSeconds.at(-1) ?? first) - first;
  return {
    id: randomUUID(),
    type: 'frame_analysis',
    service_id: camera.serviceId,
    timestamp: now.toISOString(),
    frames,
    metadata: {
      resolution: `${width}x${height}`,
      camera: camera.name,
      ...camera.ask,
      duration_seconds: durationSeconds,
      ...(second !== undefined && { frame_interval_ms: Math.round((second - first) * 1000) }),
    },
  };
}
