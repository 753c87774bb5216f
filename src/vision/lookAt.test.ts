import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createImageBitmap, OffscreenCanvas, openBitmaps, picture } from '../../tests/fakes/browserCanvas.ts';
import { createFakeClock } from '../../tests/fakes/fakeClock.ts';
import { createFakeQwenVl, type FakeAnswer } from '../../tests/fakes/fakeQwenVl.ts';
import { settle } from '../../tests/fakes/settle.ts';
import type { LookRequest } from './api.ts';
import { lookAt } from './lookAt.ts';
import { readPixels } from './processor/decodeFrame.ts';
import { createFrameStore } from './processor/frameStore.ts';
import { DEMO_TASKS, QWEN_TASKS } from './tasks/taskSets.ts';

beforeEach(() => {
  vi.stubGlobal('createImageBitmap', createImageBitmap);
  vi.stubGlobal('OffscreenCanvas', OffscreenCanvas);
});
afterEach(() => {
  vi.unstubAllGlobals();
  expect(openBitmaps.count).toBe(0);
});

async function look(answer: string | FakeAnswer, request: Partial<LookRequest> = {}, tasks = QWEN_TASKS) {
  const { qwenVl, asked } = createFakeQwenVl(() => (typeof answer === 'string' ? { text: answer } : answer));
  const texts: string[] = [];
  const frames = request.frames ?? [await picture(64, 32)];
  const whole = {
    ask: { task: 'describe' },
    camera: 'door',
    frameNames: frames.map((_, i) => `frame ${i}`),
    frameTimesSeconds: frames.map((_, i) => i),
    ...request,
    frames,
  } as const;
  const clock = createFakeClock();
  const store = createFrameStore(clock);
  const onText = (text: string) => texts.push(text);
  const result = await lookAt({ qwenVl, tasks, frames: store }, whole, onText, new AbortController().signal);
  const pixels = asked[0]?.frames.map((frame) => readPixels(frame as ImageBitmap)) ?? [];
  store.rest();
  clock.advance(60_000);
  await settle();
  return { result, asked, texts, pixels };
}

test('V1: the pixels that the model gets are those of the frame, at its full size', async () => {
  const { result, pixels } = await look('A car.', { frames: [await picture(64, 32, '#ff0000')] });
  const [frame] = pixels;
  expect([frame?.width, frame?.height, ...(frame?.data.subarray(0, 4) ?? [])]).toEqual([64, 32, 255, 0, 0, 255]);
  expect(result).toMatchObject({
    type: 'answer',
    text: 'A car.',
    finding: { task: 'describe', description: 'A car.' },
    promptTokens: 3,
    tokens: 6,
    frameSizes: [[64, 32]],
  });
});

test('V2: the answer is told as it comes, after an empty text when the frames are packed', async () => {
  expect((await look('car')).texts).toEqual(['', 'c', 'ca', 'car']);
});

test('K14: what a task asks and holds its answer to goes to the model, and no more tokens than the job allows', async () => {
  const { result, asked } = await look('{"reason": "A man stands there.", "alert": true, "severity": "high"}', {
    ask: { task: 'alert', prompt: 'a person at the door', maxTokens: 40 },
  });
  expect(asked[0]?.prompt).toContain('"a person at the door"');
  expect(asked[0]?.options).toMatchObject({ schema: { type: 'object' }, limits: { maxTokens: 40 } });
  expect(result).toMatchObject({ finding: { task: 'alert', alert: true, severity: 'high' } });
});

test('K14: a job cannot ask for more tokens than its task has', async () => {
  const { asked } = await look('A car.', { ask: { task: 'describe', maxTokens: 1_000_000 } });
  expect(asked[0]?.options.limits.maxTokens).toBe(QWEN_TASKS.describe?.maxTokens);
});

test('K5: a task that the model was not made for is refused by name', async () => {
  const { result, asked } = await look('', { ask: { task: 'read' } }, DEMO_TASKS);
  expect(result).toMatchObject({ reason: 'task-unknown', message: expect.stringContaining('“read”') });
  expect(asked).toEqual([]);
});

test('K7: an answer that was cut says so, and a verdict that was cut is none', async () => {
  const boxes = '[{"bbox_2d": [1, 2, 3, 4], "label": "car"}]';
  const cut = await look({ text: boxes, cut: 'loop' }, { ask: { task: 'detect' } });
  expect(cut.result).toMatchObject({ cut: 'loop', finding: { boxes: [{ label: 'car' }] } });
  const verdict = '{"reason": "", "alert": true, "severity": "low"}';
  const alert = await look({ text: verdict, cut: 'tokens' }, { ask: { task: 'alert', prompt: 'x' } });
  expect(alert.result).toMatchObject({ reason: 'answer-unreadable', message: expect.stringContaining('cut short') });
});

test('K7: of an answer that was cut the box that only its closing made whole does not count', async () => {
  const own = '[{"bbox_2d": [1, 2, 3, 4], "label": "car"}, {"bbox_2d": [5, 6, ';
  const text = `${own}0, 0], "label": ""}]`;
  const { result } = await look({ text, cut: 'tokens', own: own.length }, { ask: { task: 'detect' } });
  expect(result).toMatchObject({ cut: 'tokens', finding: { boxes: [{ label: 'car', bbox: [1, 2, 3, 4] }] } });
});

test('V3: an answer that cannot be read is a failure that shows it', async () => {
  const { result } = await look('A car.', { ask: { task: 'detect' } });
  expect(result).toMatchObject({ reason: 'answer-unreadable', message: expect.stringContaining('A car.') });
});

test('V5: a frame that cannot be decoded is named, the others are closed, and nothing is run', async () => {
  const frames = [await picture(64, 32), new Blob(['no picture']), await picture(64, 32)];
  const { result, asked } = await look('', { frames });
  expect(result).toMatchObject({ reason: 'frame-unreadable', message: expect.stringMatching(/^Frame 2 of 3/) });
  expect(asked).toEqual([]);
});

test('V5: a look at no frames fails as a value', async () => {
  expect((await look('', { frames: [] })).result).toMatchObject({ reason: 'frame-unreadable' });
});
