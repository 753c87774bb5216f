// Each rig: runs in pages of its own, prints what it found in detail, and gives metrics and checks.
import { expectationLines } from './ceiling.ts';
import { measureEndToEnd } from './endToEnd/measureEndToEnd.ts';
import { MEMORIES, memorySlopes } from './memorySlope.ts';
import type { BenchPage, BenchPages, OrtBuild } from './openBenchPage.ts';
import type { CountedArm } from './page/countersRig.ts';
import { type Check, compared, type Results, short, table } from './results.ts';

export interface Found {
  readonly results: Results;
  readonly checks?: readonly Check[];
}

type Rig = (pages: BenchPages, print: (text: string) => void) => Promise<Found>;

/** What an answer has, in tokens, where bytes of a whole job are told. */
const ANSWER_TOKENS = 128;
const FRAME_720P = { width: 1280, height: 720 };
/** Neither side resizes it, so that both see the same numbers. */
const SMALL_FRAME = { width: 256, height: 256 };

const inPage = async <T>(pages: BenchPages, work: (page: BenchPage) => Promise<T>, build?: OrtBuild): Promise<T> =>
  closing(await pages.open(build), work);

async function closing<T>(page: BenchPage, work: (page: BenchPage) => Promise<T>): Promise<T> {
  try {
    return await work(page);
  } finally {
    await page.close();
  }
}

const device: Rig = async (pages, print) => {
  const options = { model: 'real', frame: SMALL_FRAME, tokens: 8, rounds: 3 };
  const { name, speed } = await inPage(pages, (page) => page.run('runDevice', options));
  if (!speed) {
    print(`${name}: its times say nothing of a real GPU. With --gpu the bench runs on this computer's own.`);
    return { results: {} };
  }
  const { bandwidthGBps, msPerToken } = speed;
  print(
    `${name}: ${bandwidthGBps.toFixed(0)} GB/s, and ${short(msPerToken)} ms a token of 28 layers besides reading weights.`,
  );
  for (const line of expectationLines(bandwidthGBps, msPerToken)) print(line);
  return { results: {} };
};

const counters: Rig = async (pages, print) => {
  const options = { model: 'real', frame: SMALL_FRAME, tokens: 4 };
  const arms = await inPage(pages, (page) => page.run('runCounters', options));
  print('Per token, 28 layers, 151,936 logits; the same tokens were said by all:');
  print(armsTable(arms, 'perToken'));
  const jobArms = ['levers off', '+ resident', '+ packOnGpu', '+ keptPrefix'];
  const jobOptions = { model: 'shallow', frame: FRAME_720P, tokens: 0, arms: jobArms };
  const jobs = await inPage(pages, (page) => page.run('runCounters', jobOptions));
  print('A 720p job up to its first token, 2 layers:');
  print(armsTable(jobs, 'perJob'));

  const [stock, ours] = [arms[0], arms.at(-1)] as [CountedArm, CountedArm];
  const [stockJob, ourJob] = [jobs[0], jobs.at(-1)] as [CountedArm, CountedArm];
  const ofJob = (job: CountedArm, token: CountedArm, bytes: (counts: CountedArm['perJob']) => number) =>
    bytes(job.perJob) + (ANSWER_TOKENS - 1) * bytes(token.perToken);
  const pair = (of: (counts: CountedArm['perToken']) => number) => compared(of(stock.perToken), of(ours.perToken), 1);
  const jobPair = (bytes: (counts: CountedArm['perJob']) => number) =>
    compared(ofJob(stockJob, stock, bytes), ofJob(ourJob, ours, bytes), 1);
  const parameters = jobPair(({ uniformBytes }) => uniformBytes);
  print(
    `Up besides, as kernels' parameters of the job: stock ${short(parameters.stock)}, ours ${short(parameters.ours)} bytes.`,
  );
  const readEach = arms.find(({ name }) => name === '+ inPlaceCaches')?.perToken.maps ?? Number.NaN;
  return {
    results: {
      mapsPerToken: pair(({ maps }) => maps),
      readbackBytesPerToken: pair(({ bytesDown }) => bytesDown),
      newBuffersPerToken: pair(({ newBuffers }) => newBuffers),
      bytesDownPerJob: jobPair(({ bytesDown }) => bytesDown),
      bytesUpPerJob: jobPair(({ bytesUp }) => bytesUp),
    },
    checks: [{ name: 'maps, ids read each', found: short(readEach), wanted: '<= 1', ok: readEach <= 1 }],
  };
};

function armsTable(arms: readonly CountedArm[], of: 'perToken' | 'perJob'): string {
  const names = Object.keys(arms[0]?.[of] ?? {}) as (keyof CountedArm['perJob'])[];
  return table(
    ['', ...names],
    arms.map((arm) => [arm.name, ...names.map((name) => short(arm[of][name]))]),
  );
}

const js: Rig = async (pages, print) => {
  const options = { model: 'real', frame: SMALL_FRAME, tokens: 128, rounds: 7 };
  const costs = await inPage(pages, (page) => page.run('runJsCost', options));
  print('JavaScript alone, sessions that compute nothing; a job is of 256 x 256 pixels:');
  print(
    table(
      ['', 'ms/token', 'ms/job'],
      costs.map(({ name, msPerToken, msPerJob }) => [name, short(msPerToken), short(msPerJob)]),
    ),
  );
  const [stock, ours] = [costs[0], costs.at(-1)];
  if (!stock || !ours) return { results: {} };
  return { results: { jsMsPerToken: compared(stock.msPerToken, ours.msPerToken, ours.n) } };
};

const pack: Rig = async (pages, print) => {
  const sizes = {
    '640x360': { width: 640, height: 360 },
    '720p': FRAME_720P,
    '1080p': { width: 1920, height: 1080 },
    '4K': { width: 3840, height: 2160 },
  };
  const { rows, first } = await inPage(pages, (page) => page.run('runPack', { model: 'real', sizes, rounds: 5 }));
  print(
    'Frame to pixel values, ms; "alone": no resizing on either side. On the GPU: the thread’s time, and until done:',
  );
  const head = ['', 'stock alone', 'ours alone', 'difference', 'stock', 'ours', 'GPU thread', 'GPU done'];
  const cells = rows.map((row) => [
    row.name,
    ...[row.stockMs, row.ourMs, row.maxDifference, row.stockWithResizeMs, row.ourWithResizeMs].map(short),
    short(row.gpuThreadMs),
    short(row.gpuDoneMs),
  ]);
  print(table(head, cells));
  print(`The first call of all, 640x360 alone: stock ${short(first.stockMs)}, ours ${short(first.ourMs)} ms.`);
  const hd = rows.find(({ name }) => name === '720p');
  const most = Math.max(...rows.map(({ maxDifference }) => maxDifference));
  return {
    results: hd ? { packMs720p: compared(hd.stockMs, hd.ourMs, hd.n) } : {},
    checks: [{ name: 'pixel values differ', found: short(most), wanted: '<= 1e-6', ok: most <= 1e-6 }],
  };
};

const encode: Rig = async (pages, print) => {
  const options = { model: 'real', layers: 28, rounds: 9 };
  const rows = [
    await inPage(pages, (page) => page.run('runEncode', options)),
    await inPage(pages, (page) => page.run('runEncode', options), 'jspi'),
  ];
  print('The processor’s time for one decoder step, nothing read, ms:');
  print(
    table(
      ['', 'stock feeds', 'in place'],
      rows.map(({ build, stockMs, ourMs }) => [build, short(stockMs), short(ourMs)]),
    ),
  );
  return { results: {} };
};

const video: Rig = async (pages) => {
  const { stock, ours } = await inPage(pages, (page) => page.run('countVideoTokens', 'real', FRAME_720P, 10));
  return { results: { visionTokens10Frames: compared(stock, ours, 1) } };
};

const prefix: Rig = async (pages, print) => {
  const { asAsked, frameFirst } = await inPage(pages, (page) => page.run('runPrefix', 'small', SMALL_FRAME));
  print(`Of ${frameFirst.fixed} fixed tokens behind a frame, ${frameFirst.again} are fed again for the next.`);
  const found = `${asAsked.again} of ${asAsked.fixed}`;
  const wanted = `<= ${asAsked.behind}, those behind the frame`;
  return {
    results: {},
    checks: [{ name: 'fixed tokens fed again', found, wanted, ok: asAsked.again <= asAsked.behind }],
  };
};

const OUR_JOBS = 200;
const SETTLED_AFTER = 50;
const STOCK_JOBS = 30;
const STOCK_SETTLED_AFTER = 10;

const memory: Rig = async (pages, print) => {
  // What is left behind does not depend on the pixels; the time does.
  const common = { model: 'small', frame: { width: 128, height: 128 }, tokens: 4 };
  const ours = await closing(await pages.openForMemory(), (page) =>
    page.run('runMemory', { ...common, side: 'ours', jobs: OUR_JOBS, sampleEvery: 10 }),
  );
  const stock = await closing(await pages.openForMemory(), (page) =>
    page.run('runMemory', { ...common, side: 'stock', jobs: STOCK_JOBS, sampleEvery: 2 }),
  );
  const span = OUR_JOBS - SETTLED_AFTER;
  const slopes = {
    ours: memorySlopes(ours.samples, SETTLED_AFTER, span),
    // Of fewer jobs, told for as many as ours: as if it went on like that.
    stock: memorySlopes(stock.samples, STOCK_SETTLED_AFTER, span),
  };
  print(`Growth over ${span} jobs in percent of the plateau, and bytes in the end; stock from ${STOCK_JOBS} jobs:`);
  const row = (name: string, of: typeof slopes.ours, run: typeof ours) => [
    name,
    ...MEMORIES.flatMap((each) => [short(of[each]), short(run.samples.at(-1)?.[each] ?? Number.NaN)]),
  ];
  const head = ['', ...MEMORIES.flatMap((each) => [`${each} %`, 'bytes'])];
  print(table(head, [row('stock', slopes.stock, stock), row('ours', slopes.ours, ours)]));
  print(`After a failing run, stock: ${stock.failure.after.map((said) => said ?? 'works').join(' | ')}`);
  const worst = (of: typeof slopes.ours) => Math.max(...MEMORIES.map((each) => of[each]));
  const bad = ours.failure.after.filter((said) => said !== undefined);
  const failed = ours.failure.failures.every((said) => said !== 'nothing failed');
  return {
    results: { memorySlope: compared(worst(slopes.stock), worst(slopes.ours), ours.samples.length) },
    checks: [
      {
        name: 'jobs after failing runs',
        found: failed ? (bad[0] ?? 'all work') : 'nothing failed',
        wanted: 'all work',
        ok: failed && bad.length === 0,
      },
    ],
  };
};

const endToEnd: Rig = async (_, print) => {
  const { jobsPerMinute, gpuBusyShare } = await measureEndToEnd({ log: print });
  return { results: { jobsPerMinute, gpuBusyShare } };
};

export const RIGS = { device, counters, js, pack, encode, video, prefix, memory, endToEnd } as const;
export type RigName = keyof typeof RIGS;
