import { describe, expect, test } from 'vitest';
import { createDeferred } from '../../tests/fakes/deferred.ts';
import { sampleFrame } from '../../tests/fakes/fakeRelayHttp.ts';
import { createJobLoopStage } from '../../tests/fakes/jobLoopStage.ts';
import { jobCalled } from '../../tests/fakes/jobs.ts';
import { settle } from '../../tests/fakes/settle.ts';
import type { LookRequest } from '../vision/api.ts';
import type { FetchedFrame } from './relayHttp.ts';

const FOUR = ['a', 'b', 'c', 'd'];
const clip = (id: string, metadata = {}) => jobCalled(id, { frames: FOUR.map((name) => `${id}-${name}`), metadata });
const question = (id: string) => jobCalled(id, { metadata: { task: 'question', prompt: 'Who?' } });

/** A loop whose looks wait; `answerOne` answers the one in hand. */
function setUp() {
  const stage = createJobLoopStage();
  stage.vision.hold();
  const answerOne = async () => {
    stage.vision.held[0]?.answer();
    await settle();
  };
  return { ...stage, answerOne };
}

const textsOf = (requests: readonly LookRequest[]): Promise<string[]> =>
  Promise.all(requests.map(async ({ frames }) => (await Promise.all(frames.map((frame) => frame.text()))).join(' ')));

describe('the look that comes next is announced', () => {
  test('W12: the first look of the next job while the current one runs, just as it is made later', async () => {
    const { offerJobs, vision, answerOne } = setUp();
    await offerJobs(question('j1'), question('j2'));
    expect(vision.ahead).toHaveLength(1);
    await answerOne();
    expect(vision.looks).toHaveLength(2);
    expect(vision.ahead).toEqual([vision.looks[1]]);
    // toEqual holds for any two blobs.
    expect(vision.ahead[0]?.frames[0]).toBe(vision.looks[1]?.frames[0]);
    expect(await textsOf(vision.ahead)).toEqual(['j2-frame']);
  });

  test('W12: as soon as its frames are there', async () => {
    const { offerJobs, vision, http } = setUp();
    const frame = createDeferred<FetchedFrame>();
    http.frameAs = (id, frameId) => (id === 'j2' ? frame.promise : sampleFrame(frameId));
    await offerJobs(question('j1'), question('j2'));
    expect(vision.ahead).toEqual([]);
    frame.resolve(sampleFrame('late'));
    await settle();
    expect(await textsOf(vision.ahead)).toEqual(['late']);
  });

  test('W12: within a job the next look about other frames, and after its last the next job', async () => {
    const { offerJobs, vision, answerOne } = setUp();
    await offerJobs(clip('j1'), question('j2'));
    expect(vision.ahead.map(({ ask }) => ask.task)).toEqual(['video']);
    await answerOne();
    expect(vision.looks[1]).toEqual(vision.ahead[0]);
    expect(vision.ahead.map(({ ask }) => ask.task)).toEqual(['video', 'question']);
  });

  test('W12: a look about the same frames is not, and nothing is announced twice', async () => {
    const { offer, offerJobs, vision, answerOne } = setUp();
    await offer('j1');
    await offerJobs(question('j2'));
    expect(vision.looks.map(({ ask }) => ask.task)).toEqual(['detect']);
    expect(vision.ahead).toEqual([]);
    await answerOne();
    await offer('j3', 'j4');
    expect(vision.looks.at(-1)?.ask.task).toBe('describe');
    expect(await textsOf(vision.ahead)).toEqual(['j2-frame']);
  });

  test('W12: a video with what is known of its camera then', async () => {
    const { offerJobs, vision } = setUp();
    await offerJobs(clip('j1', { task: 'video' }));
    vision.held[0]?.answer();
    await settle();
    await offerJobs(question('j2'), clip('j3', { task: 'video' }));
    expect(vision.ahead[0]?.ask).toEqual({
      task: 'video',
      before: { description: 'A car stands in the yard.', objects: [] },
    });
  });

  test('W12: nothing where no job follows', async () => {
    const { offerJobs, vision, answerOne } = setUp();
    await offerJobs(question('j1'));
    await answerOne();
    await offerJobs(question('j2'));
    expect(vision.ahead).toEqual([]);
  });

  test('W12: one that replaces what was announced is announced too', async () => {
    const { offerJobs, vision, http, answerOne } = setUp();
    await offerJobs(question('j1'), question('j2'));
    http.claimAs = (id) => (id === 'j3' ? { type: 'gone', status: 409 } : { type: 'ok' });
    await offerJobs(question('j4'), question('j3'));
    await answerOne();
    expect(await textsOf(vision.ahead)).toEqual(['j2-frame', 'j4-frame']);
  });
});

describe('names of frames', () => {
  test('W12: the same picture has the same name in each look, and no other has it', async () => {
    const { offerJobs, vision, answerOne } = setUp();
    await offerJobs(clip('j1'));
    await answerOne();
    const [detect, video] = vision.looks;
    expect(detect?.frameNames).toEqual([video?.frameNames.at(-1)]);
    expect(new Set(video?.frameNames).size).toBe(4);
  });

  test('W12: a job id that a relay uses once more does not bring back its old pictures', async () => {
    const [first, second] = [setUp(), setUp()];
    await first.offerJobs(question('j1'));
    await second.offerJobs(question('j1'));
    expect(first.vision.looks[0]?.frameNames).not.toEqual(second.vision.looks[0]?.frameNames);
  });
});
