import { expect, test } from 'vitest';
import { banner } from './banner.ts';
import { logText } from './logText.ts';

const line = (text: string) => ({ atMs: 0, level: 'info', text }) as const;

test('T2: a line of the page’s log stands on the terminal as it is', () => {
  expect(logText(line('[Worker] Heartbeat sent'))).toBe('[Worker] Heartbeat sent');
});

test('T2: a job’s block stands apart from what came before', () => {
  const block = '====\n[Worker] JOB AVAILABLE!\n====\n  Job ID:       job-1';
  expect(logText(line(block))).toBe(`\n${block}`);
  expect(logText(line(`\n${block}`))).toBe(`\n${block}`);
});

test('T2: a relay’s words cannot steer the terminal', () => {
  expect(logText(line('  Job ID:  \u001b]0;owned\u0007\u009b2Jx'))).toBe('  Job ID:  ]0;owned2Jx');
});

test('W1: the opening lines say whether jobs are only logged', () => {
  expect(banner({ mode: 'observe', relay: 'ws://a/connect' })).toContain('and logs jobs\nTo claim');
  expect(banner({ mode: 'work', relay: 'ws://a/connect' })).toContain('claims jobs');
});
