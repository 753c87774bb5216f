// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, expect, test, vi } from 'vitest';
import { click, closeApp, openApp, root } from '../../tests/fakes/appStage.tsx';
import { sampleFinished, sampleResult, sampleSnapshot } from '../../tests/fakes/samples.ts';
import { atWork } from './atWork.ts';

afterEach(closeApp);

const TROUBLE = { reason: 'no-cors', message: 'The relay refuses pages from other sites.' };

test('G73: what only work has to show comes with Start, before any trouble, into a place that was kept', async () => {
  const { tell } = await openApp('', {}, {}, {}, false);
  expect(atWork.value).toBeUndefined();
  await click('Start');
  const outcome = { type: 'completed', result: sampleResult() } as const;
  await tell(
    { type: 'finished', job: sampleFinished({ outcome }) },
    { type: 'snapshot', snapshot: sampleSnapshot({ trouble: TROUBLE }) },
  );
  expect(root.querySelectorAll('.now-place, .results .card')).toHaveLength(2);
  await act(async () => void (await vi.waitUntil(() => atWork.value)));
  expect(root.querySelector('.now-place .remedy h3')).not.toBeNull();
  expect(root.querySelector('.results .card-text')?.textContent).toBe('A person walks.');
});
