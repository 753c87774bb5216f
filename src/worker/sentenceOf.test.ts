import { describe, expect, test } from 'vitest';
import { describing, detecting } from '../../tests/fakes/sampleAnswer.ts';
import type { Finding } from '../vision/ask.ts';
import { sentenceOf } from './sentenceOf.ts';

const seen = (...labels: readonly string[]) =>
  detecting(...labels.map((label) => ({ label, bbox: [0, 0, 1, 1] as const })));
const alert = (triggered: boolean, reason: string): Finding => ({
  task: 'alert',
  alert: triggered,
  reason,
  severity: 'high',
});

describe('a finding in words', () => {
  test.each<[Finding, string]>([
    [describing(' A car stands in the yard.\n'), 'A car stands in the yard.'],
    [{ task: 'video', description: 'A car drives by.', events: [], activities: [], changes: [] }, 'A car drives by.'],
    [seen('car', 'person', 'car'), '2 cars, 1 person.'],
    [seen(), 'Nothing was found.'],
    [
      {
        task: 'count',
        counts: [
          { label: 'person', count: 3 },
          { label: 'dog', count: 0 },
        ],
      },
      '3 people, 0 dogs.',
    ],
    [{ task: 'count', counts: [] }, 'Nothing was found.'],
    [{ task: 'read', texts: ['OPEN', 'B-XY 123'] }, 'OPEN · B-XY 123'],
    [{ task: 'read', texts: [] }, 'No text was read.'],
    [{ task: 'question', answer: ' Yes, it rains. ' }, 'Yes, it rains.'],
    [{ task: 'question', answer: '' }, 'No answer.'],
    [alert(true, 'Smoke rises.'), 'Alert (high): Smoke rises.'],
    [alert(false, 'The yard is empty.'), 'No alert: The yard is empty.'],
    [alert(true, ' '), 'Alert (high): no reason was given.'],
  ])('K10: %j is “%s”', (finding, sentence) => {
    expect(sentenceOf(finding)).toBe(sentence);
  });

  test('K10: words are counted in a plural that will do', () => {
    const plural = (label: string) => sentenceOf({ task: 'count', counts: [{ label, count: 2 }] });
    expect(['bus', 'box', 'lorry', 'boy', 'cars', 'constructor', 'child'].map(plural)).toEqual([
      '2 buses.',
      '2 boxes.',
      '2 lorries.',
      '2 boys.',
      '2 cars.',
      '2 constructors.',
      '2 children.',
    ]);
  });

  test('K10: labels of another language stay as they are', () => {
    expect(sentenceOf(seen('Auto', 'Auto', 'Person'), 'German')).toBe('Auto: 2, Person: 1.');
    expect(sentenceOf(seen('car', 'car'), 'en-GB')).toBe('2 cars.');
  });
});
