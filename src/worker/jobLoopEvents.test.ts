import { describe, expect, test } from 'vitest';
import { noAnswer } from '../../tests/fakes/fakeRelayHttp.ts';
import { createJobLoopStage } from '../../tests/fakes/jobLoopStage.ts';
import { batchCalled, jobCalled } from '../../tests/fakes/jobs.ts';
import { sampleEngine } from '../../tests/fakes/samples.ts';
import { settle } from '../../tests/fakes/settle.ts';

const yard = (id: string) => batchCalled(id, { serviceId: 'yard', frames: [`${id}-frame`] });
const door = (id: string) => batchCalled(id, { serviceId: 'door', frames: [`${id}-frame`] });

/** Answers everything that is looked at, until nothing is. */
async function finishAll({ vision }: ReturnType<typeof createJobLoopStage>): Promise<void> {
  while (vision.held[0]) {
    vision.held[0].answer();
    await settle();
  }
}

describe('jobs of everyone', () => {
  test('D2: a batch is fetched and looked at like any job', async () => {
    const { offerJobs, told, http } = createJobLoopStage();
    await offerJobs(yard('b1'));
    expect(http.calls.at(-1)).toBe('frame b1/b1-frame');
    expect(told.filter((line) => /^(claimed|answered)/.test(line))).toEqual(['claimed b1', 'answered b1']);
  });

  test('D4: while the worker is busy the newest of each camera waits, and only that one is done', async () => {
    const stage = createJobLoopStage();
    stage.vision.hold();
    await stage.offerJobs(yard('y1'), yard('y2'), yard('y3'), door('d1'), yard('y4'), door('d2'));
    await finishAll(stage);
    const told = (what: string) => stage.told.filter((line) => line.startsWith(what));
    // The first is looked at; what came meanwhile is down to one a camera.
    expect(told('answered')).toEqual(['answered y1', 'answered d2', 'answered y4']);
    expect(told('dropped')).toEqual(['dropped y2', 'dropped y3', 'dropped d1']);
  });

  test('D5: a job that waited for more than a minute while the worker was busy is not started', async () => {
    const stage = createJobLoopStage();
    stage.vision.hold();
    await stage.offerJobs(yard('y1'), door('d1'), yard('y2'));
    await stage.pass(60_500);
    await finishAll(stage);
    const dropped = stage.told.filter((line) => line.startsWith('dropped'));
    expect(dropped).toEqual(['dropped d1']);
  });

  test('D6: a job that comes again while it is in hand, or after it, is done once', async () => {
    const stage = createJobLoopStage();
    stage.vision.hold();
    await stage.offerJobs(yard('y1'), yard('y1'));
    await finishAll(stage);
    await stage.offerJobs(yard('y1'));
    await finishAll(stage);
    expect(stage.told.filter((line) => line.startsWith('claimed'))).toEqual(['claimed y1']);
  });

  test('D6: a job that comes before the registration is done after it', async () => {
    const stage = createJobLoopStage();
    stage.key = undefined;
    await stage.offerJobs(yard('y1'));
    expect(stage.http.calls).toEqual([]);
    stage.key = 'key-1';
    stage.loop.wake();
    await settle();
    expect(stage.told).toContain('answered y1');
  });

  test('D5: what came while the model was loaded is done only where it is still of now', async () => {
    const stage = createJobLoopStage();
    stage.engine = undefined;
    await stage.offerJobs(yard('y1'));
    stage.clock.advance(61_000);
    await stage.offerJobs(door('d1'));
    stage.engine = sampleEngine;
    stage.loop.wake();
    await settle();
    expect(stage.told.filter((line) => /^(answered|dropped)/.test(line))).toEqual(['dropped y1', 'answered d1']);
  });
});

describe('frames that do not come', () => {
  test('D2: there is nothing to give back: the job waits, and is tried again after a rest', async () => {
    const stage = createJobLoopStage();
    const good = stage.http.frameAs;
    stage.http.frameAs = () => noAnswer();
    await stage.offerJobs(yard('y1'));
    await stage.pass(7500);
    expect(stage.failures).toEqual([]);
    const asked = stage.http.calls.length;
    stage.http.frameAs = good;
    await stage.pass(4500);
    expect(stage.http.calls).toHaveLength(asked);
    await stage.pass(500);
    expect(stage.told).toContain('answered y1');
  });

  test('D4: where its camera told something newer meanwhile, that is done in its place', async () => {
    const stage = createJobLoopStage();
    const good = stage.http.frameAs;
    stage.http.frameAs = () => noAnswer();
    await stage.offerJobs(yard('y1'), yard('y2'));
    await stage.pass(7500);
    stage.http.frameAs = good;
    await stage.pass(5000);
    expect(stage.told.filter((line) => /^(answered|dropped)/.test(line))).toEqual(['dropped y1', 'answered y2']);
  });

  test('D3: frames that are gone fail the job', async () => {
    const stage = createJobLoopStage();
    stage.http.frameAs = () => ({ type: 'gone', status: 404 });
    await stage.offerJobs(yard('y1'));
    expect(stage.failures).toMatchObject([{ reason: expect.stringContaining('404'), givenBack: false }]);
  });

  test('D2: a relay in trouble with its events is left alone for a while with its jobs as well', async () => {
    const stage = createJobLoopStage();
    stage.http.frameAs = () => noAnswer();
    await stage.offerJobs(yard('y1'));
    await stage.pass(7500);
    await stage.offerJobs(jobCalled('j1'));
    expect(stage.http.calls.some((call) => call.endsWith('j1'))).toBe(false);
  });
});
