import { expect, test } from 'vitest';
import { sampleResult } from '../../../tests/fakes/samples.ts';
import type { JobResult } from '../../protocol/result.ts';
import { alertOf, findingLines, sentenceOf } from './findingParts.ts';

const say = (part: Partial<JobResult>) =>
  findingLines(sampleResult(part)).map(({ name, items }) => `${name}: ${items.join(' | ')}`);

test('G16: a description is a sentence and nothing else', () => {
  expect(sentenceOf(sampleResult())).toBe('A person walks.');
  expect(sentenceOf(sampleResult({ description: '', summary: '' }))).toBe('Nothing to say about this frame.');
  expect([say({}), alertOf(sampleResult())]).toEqual([[], undefined]);
});

test('G16: counts, texts and answers are shown in their own lines, and not as a sentence once more', () => {
  const counts = [
    { label: 'car', count: 1200 },
    { label: 'dog', count: 1 },
  ];
  expect(say({ counts })).toEqual(['Count: 1,200 × car | 1 × dog']);
  expect(say({ texts: ['OPEN', 'B 12'] })).toEqual(['Text: “OPEN” | “B 12”']);
  expect(say({ answer: 'Yes.' })).toEqual(['Answer: Yes.']);
  expect([say({ counts: [] }), say({ texts: [] }), say({ answer: '' })]).toEqual([
    ['Count: nothing'],
    ['Text: none'],
    ['Answer: none'],
  ]);
  for (const part of [{ counts }, { texts: [] }, { answer: '' }])
    expect(sentenceOf(sampleResult(part))).toBeUndefined();
});

test('G16: a video keeps its sentence, and lists events by time, activities and changes', () => {
  const video = {
    events: [{ seconds: 3, what: 'A gate closes.' }],
    activities: ['walking', 'closing'],
    changes: ['The gate is closed.'],
  };
  expect(say(video)).toEqual([
    'Events: 3.0 s: A gate closes.',
    'Activities: walking, closing',
    'Changed: The gate is closed.',
  ]);
  expect(sentenceOf(sampleResult(video))).toBe('A person walks.');
  expect(say({ events: [], activities: [], changes: [] })).toEqual([]);
});

test('G16: an alert says whether, how severe and why', () => {
  const alert = (triggered: boolean) => sampleResult({ alert: { triggered, reason: 'A climber.', severity: 'high' } });
  expect(alertOf(alert(true))).toEqual({ triggered: true, title: 'Alert, high severity', reason: 'A climber.' });
  expect(alertOf(alert(false))).toMatchObject({ triggered: false, title: 'No alert' });
  expect(sentenceOf(alert(true))).toBeUndefined();
});

test('G16: an answer that was cut short says so', () => {
  expect(say({ cut: 'loop' })).toEqual(['Cut short: the model repeated itself']);
});
