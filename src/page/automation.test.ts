import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import type { LogLine } from '../worker/api.ts';
import { idleSnapshot } from '../worker/api.ts';
import { type AutomationDoor, openAutomation } from './automation.ts';
import type { LogEntry } from './pageState.ts';

const entry = (serial: number): LogEntry => ({ serial, line: { atMs: serial, level: 'info', text: `line ${serial}` } });

function openDoor() {
  const log = signal<readonly LogEntry[]>([entry(1)]);
  const heard: LogLine[] = [];
  const door: AutomationDoor = { unblinkLog: (line) => heard.push(line) };
  let stops = 0;
  const worker = {
    async stopAfterJob() {
      stops += 1;
    },
  };
  const close = openAutomation({ log, snapshot: signal(idleSnapshot('observe', 'cams.example')) }, worker, door);
  return { log, heard, door, close, stops: () => stops };
}

test('T2: the driver hears each log line once and in order, though old ones fall out of the page’s log', () => {
  const { log, heard, close } = openDoor();
  log.value = [entry(1), entry(2)];
  log.value = [entry(2), entry(4), entry(5)];
  expect(heard.map(({ text }) => text)).toEqual(['line 1', 'line 2', 'line 4', 'line 5']);
  close();
  log.value = [entry(6)];
  expect(heard).toHaveLength(4);
});

test('T2: the driver may stop the worker after its job and read the newest snapshot', async () => {
  const { door, stops } = openDoor();
  await door.unblinkWorker?.stopAfterJob();
  expect(stops()).toBe(1);
  expect(door.unblinkWorker?.snapshot().relayHost).toBe('cams.example');
});
