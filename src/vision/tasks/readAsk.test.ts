import { expect, test } from 'vitest';
import { readAsk } from './readAsk.ts';

const problemOf = (metadata: unknown): string | undefined => {
  const ask = readAsk(metadata, {});
  return ask && 'problem' in ask ? ask.problem : undefined;
};

test('K1: a job says what it asks', () => {
  const metadata = { task: 'count', labels: ['car'], prompt: 'red ones', language: 'German', max_tokens: 90, zone: 7 };
  expect(readAsk(metadata, {})).toEqual({
    task: 'count',
    labels: ['car'],
    prompt: 'red ones',
    language: 'German',
    maxTokens: 90,
  });
});

test.each([[{}], [null], [undefined], [{ task: null }], [{ task: ' ' }], [{ prompt: 5 }], ['count']])(
  'K1: the metadata %j ask for nothing in particular',
  (metadata) => {
    expect(readAsk(metadata, { prompt: 'a default' })).toBeUndefined();
  },
);

test('K1: the person’s defaults fill what a job does not say', () => {
  const defaults = { task: 'alert', prompt: 'a fire', language: 'German', maxTokens: 50 } as const;
  expect(readAsk({}, defaults)).toEqual(defaults);
  expect(readAsk({ task: null, prompt: '', labels: [], language: 'French', max_tokens: null }, defaults)).toEqual({
    ...defaults,
    language: 'French',
  });
});

test('K1: a default prompt or label belongs to its task and goes to no other', () => {
  const defaults = { task: 'alert', prompt: 'a fire', labels: ['smoke'], language: 'German' } as const;
  expect(readAsk({ task: 'describe' }, defaults)).toEqual({ task: 'describe', language: 'German' });
  expect(readAsk({ task: 'detect' }, { labels: ['dog'] })).toEqual({ task: 'detect', labels: ['dog'] });
});

test('K4: an unknown task is refused by name, with those that there are', () => {
  expect(problemOf({ task: 'segment' })).toBe(
    'metadata.task must be one of describe, detect, video, count, read, question, alert, not "segment".',
  );
  expect(problemOf({ task: ['detect'] })).toContain('not ["detect"].');
});

test.each([
  [{ prompt: 7 }, 'metadata.prompt must be a text of at most 2000 characters, not 7.'],
  [{ prompt: 'x'.repeat(2001) }, `metadata.prompt must be a text of at most 2000 characters, not "${'x'.repeat(59)}.`],
  [{ labels: 'car' }, 'metadata.labels must be a list of at most 50 texts, not "car".'],
  [{ labels: ['car', 7] }, 'metadata.labels.1 must be a text of at most 80 characters, not 7.'],
  [{ labels: Array(51).fill('a') }, 'metadata.labels must be a list of at most 50 texts, not'],
  [{ language: { code: 'de' } }, 'metadata.language must be a text of at most 40 characters, not {"code":"de"}.'],
  [{ max_tokens: 0 }, 'metadata.max_tokens must be a whole number above 0, not 0.'],
  [{ max_tokens: '90' }, 'metadata.max_tokens must be a whole number above 0, not "90".'],
  [{ max_tokens: 1.5 }, 'metadata.max_tokens must be a whole number above 0, not 1.5.'],
])('K4: %j is refused with field and value', (metadata, problem) => {
  expect(problemOf({ task: 'detect', ...metadata })).toContain(problem);
});

test('K4: a question without a question and an alert without a condition are refused', () => {
  expect(problemOf({ task: 'question' })).toBe('The task “question” needs a question in metadata.prompt.');
  expect(problemOf({ task: 'alert', prompt: '  ' })).toBe(
    'The task “alert” needs the condition of the alert in metadata.prompt.',
  );
  expect(readAsk({ task: 'question' }, { prompt: 'Is it raining?' })).toEqual({
    task: 'question',
    prompt: 'Is it raining?',
  });
});
