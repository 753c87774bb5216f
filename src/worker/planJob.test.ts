import { describe, expect, test } from 'vitest';
import { jobCalled } from '../../tests/fakes/jobs.ts';
import type { CameraDefaults } from './api.ts';
import { planJob } from './planJob.ts';

const job = (metadata: Record<string, unknown>, frameCount = 1) =>
  jobCalled('j', { serviceId: 'yard', metadata, frames: Array.from({ length: frameCount }, (_, i) => `f${i}`) });
const askedOf = (metadata: Record<string, unknown>, ...cameras: readonly CameraDefaults[]) => {
  const plan = planJob(job(metadata), cameras);
  return plan.type === 'plan' ? plan.asked : plan;
};

describe('what a job asks', () => {
  test('K1: it is what its metadata says', () => {
    const metadata = { task: 'count', labels: ['car'], language: 'German', max_tokens: 64 };
    expect(askedOf(metadata)).toEqual({ task: 'count', labels: ['car'], language: 'German', maxTokens: 64 });
    expect(planJob(job({ task: 'alert', prompt: 'smoke' }, 4), [])).toMatchObject({
      type: 'plan',
      looks: [{ ask: { task: 'alert', prompt: 'smoke' }, frames: [0, 1, 2, 3] }],
    });
  });

  test('K1: what it leaves open comes from its camera, and then from every camera', () => {
    const every = { serviceId: '', task: 'count', labels: ['dog'], language: 'German' } as const;
    const yard = { serviceId: 'yard', labels: ['car'] } as const;
    const hall = { serviceId: 'hall', task: 'read' } as const;
    expect(askedOf({}, every, yard, hall)).toEqual({ task: 'count', labels: ['car'], language: 'German' });
    expect(askedOf({ language: 'French' }, yard, every)).toMatchObject({ task: 'count', language: 'French' });
    expect(askedOf({ task: 'describe' }, every)).toMatchObject({ task: 'describe', language: 'German' });
  });

  test('K1: a camera with a task of its own does not take over the prompt and labels of another task', () => {
    const every = { serviceId: '', task: 'alert', prompt: 'smoke', language: 'German' } as const;
    expect(askedOf({}, every, { serviceId: 'yard', task: 'read' })).toEqual({ task: 'read', language: 'German' });
    expect(askedOf({}, every, { serviceId: 'yard', task: 'alert' })).toMatchObject({ prompt: 'smoke' });
  });

  test('K2: without a task the wishes that make sense go along, and the others are no reason to refuse it', () => {
    const looks = (metadata: Record<string, unknown>, ...cameras: readonly CameraDefaults[]) => {
      const plan = planJob(job(metadata), cameras);
      return plan.type === 'plan' ? [plan.asked, ...plan.looks.map(({ ask }) => ask)] : plan;
    };
    expect(looks({})).toEqual([undefined, { task: 'detect' }, { task: 'describe' }]);
    expect(looks({}, { serviceId: '', language: 'German' })).toMatchObject([
      undefined,
      { language: 'German' },
      { language: 'German' },
    ]);
    expect(looks({ labels: 7 })).toEqual([undefined, { task: 'detect' }, { task: 'describe' }]);
    expect(looks({ labels: 7 }, { serviceId: 'yard', language: 'German' })).toMatchObject([
      undefined,
      { language: 'German' },
      { language: 'German' },
    ]);
  });
});

describe('what is refused', () => {
  test('K4: an unknown task is named', () => {
    expect(planJob(job({ task: 'dance' }), [])).toMatchObject({
      type: 'unclear',
      problem: expect.stringContaining('dance'),
    });
    expect(planJob(job({ task: 'count', labels: 7 }), [])).toMatchObject({ type: 'unclear' });
  });

  test('K5: a task that the model cannot do is named, and none is while the model is not known', () => {
    expect(planJob(job({ task: 'read' }), [], ['describe'])).toEqual({ type: 'unable', task: 'read' });
    expect(planJob(job({ task: 'read' }), [])).toMatchObject({ type: 'plan' });
    expect(planJob(job({}), [], ['read'])).toEqual({ type: 'unable', task: 'describe' });
    expect(planJob(job({}), [], ['describe'])).toMatchObject({ looks: [{ ask: { task: 'describe' } }] });
  });
});
