import { expect, test } from 'vitest';
import { TASK_NAMES } from '../../vision/ask.ts';
import { DEMO_TASKS as REAL_DEMO_TASKS } from '../../vision/tasks/taskSets.ts';
import { ALL_TASKS, askOf, askProblem, DEMO_TASKS, FIRST_ASK, looksAtAllFrames } from './typedAsk.ts';

const typed = {
  task: 'detect',
  prompt: ' red ones ',
  labels: 'car, person,,car',
  language: ' German ',
  maxTokens: '40',
} as const;

test('G41: every task is offered, and of the demo model those that it knows', () => {
  expect(ALL_TASKS).toEqual(TASK_NAMES);
  expect([...DEMO_TASKS].sort()).toEqual(Object.keys(REAL_DEMO_TASKS).sort());
});

test('G41: what a task uses is asked, tidied', () => {
  expect(askOf(typed, false)).toEqual({
    task: 'detect',
    prompt: 'red ones',
    labels: ['car', 'person'],
    language: 'German',
    maxTokens: 40,
  });
  expect(askOf(FIRST_ASK, false)).toEqual({ task: 'describe' });
});

test('G41: what a task does not use is not asked, and of the demo model no wishes', () => {
  expect(askOf({ ...typed, task: 'describe' }, false)).not.toHaveProperty('labels');
  expect(askOf(typed, true)).toEqual({ task: 'detect', labels: ['car', 'person'], maxTokens: 40 });
});

test('G41: a question without words and a number that is none are named', () => {
  expect(askProblem({ ...FIRST_ASK, task: 'question', prompt: ' ' })).toBe('question');
  expect(askProblem({ ...FIRST_ASK, task: 'alert' })).toBe('condition');
  expect(askProblem({ ...FIRST_ASK, task: 'alert', prompt: 'smoke' })).toBeUndefined();
  for (const maxTokens of ['0', '1.5', '-1', 'many', '12345']) {
    expect(askProblem({ ...FIRST_ASK, maxTokens })).toBe('max-tokens');
  }
  expect(askProblem({ ...FIRST_ASK, maxTokens: ' 64 ' })).toBeUndefined();
});

test('G41: what happens is seen in all frames, what is there in one', () => {
  expect(ALL_TASKS.filter(looksAtAllFrames)).toEqual(['video', 'question', 'alert']);
});
