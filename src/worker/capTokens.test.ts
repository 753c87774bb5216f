import { expect, test } from 'vitest';
import { jobCalled } from '../../tests/fakes/jobs.ts';
import { capTokens } from './capTokens.ts';
import { planJob } from './planJob.ts';

const plan = (metadata: Record<string, unknown>) => planJob(jobCalled('j', { metadata, frames: ['f'] }), []);
const tokensOf = (planned: ReturnType<typeof capTokens>) =>
  planned.type === 'plan' ? planned.looks.map(({ ask }) => ask.maxTokens) : planned;

test('G64: no answer has more tokens than the person allows, asked for or not', () => {
  expect(tokensOf(capTokens(plan({ task: 'describe', max_tokens: 900 }), 100))).toEqual([100]);
  expect(tokensOf(capTokens(plan({ task: 'describe', max_tokens: 40 }), 100))).toEqual([40]);
  expect(tokensOf(capTokens(plan({}), 100))).toEqual([100, 100]);
  expect(capTokens(plan({ task: 'describe', max_tokens: 900 }), 100)).toMatchObject({ asked: { maxTokens: 100 } });
});

test('G64: without a limit, and where a job is refused, a plan stays as it is', () => {
  const planned = plan({ task: 'describe' });
  const refused = plan({ task: 'nonsense' });
  expect(capTokens(planned, undefined)).toBe(planned);
  expect(capTokens(refused, 100)).toBe(refused);
});
