import { expect, test } from 'vitest';
import { CHECK_IDS } from './catalogue.ts';
import type { Checked } from './checkRelay.ts';
import { type Finding, fail, note, pass, quote, skip } from './finding.ts';
import { failures, makeReport, reportJson, reportText } from './report.ts';

/** Everything passes but what is told otherwise. */
const checkedWith = (others: readonly Finding[], more: Partial<Checked> = {}): Checked => ({
  findings: CHECK_IDS.map((id) => others.find((other) => other.id === id) ?? pass(id, 'Good.')),
  dialect: 'J',
  socketUrl: 'ws://cams.example/connect',
  wasEnded: false,
  ...more,
});

const report = (others: readonly Finding[], more: Partial<Checked> = {}, httpBase = 'https://cams.example') =>
  makeReport('cams.example', httpBase, checkedWith(others, more));

function withText(others: readonly Finding[]) {
  const made = report(others);
  return { ...made, text: reportText(made) };
}

test('T4: each check is a line below its section', () => {
  const text = reportText(report([fail('C1', 'Nothing.'), note('C5', 'Another id.')]));
  expect(text.split('\n').slice(0, 8)).toEqual([
    'Connection',
    '  FAIL  C1   A WebSocket opens                        Nothing.',
    '  pass  C2   One path takes workers                   Good.',
    '',
    'Registration',
    '  pass  C3   `register` is answered                   Good.',
    '  pass  C4   The key is usable and hard to guess      Good.',
    '  note  C5   The worker keeps its own id              Another id.',
  ]);
});

test('T4: neighbours that were skipped for one reason stand on one line', () => {
  const skipped = (['C29', 'C30', 'C31', 'C32', 'C33'] as const).map((id) => skip(id, 'No work came.'));
  const text = reportText(report([...skipped, skip('C34', 'Another.')]));
  expect(text).toMatch(/ {2}skip {2}C29 {2}Complete: .* No work came\.\n\nEvents/);
  expect(text).toMatch(/ {2}skip {2}C30 to C33 +No work came\.\n {2}skip {2}C34 /);
});

test('T4: where one reason kept all the rest from being tried it is told once', () => {
  const skipped = CHECK_IDS.slice(1).map((id) => skip(id, 'No worker was registered.'));
  const { text, verdict } = withText([fail('C1', 'Nothing.'), ...skipped]);
  expect(text.split('\n').slice(2, 6)).toEqual([
    '',
    'The rest',
    '  skip  C2 to C43                                     No worker was registered.',
    '',
  ]);
  expect(verdict.pages.elsewhereHttp).toEqual({ answer: 'no', because: 'C1 failed.' });
});

test('T4: long sentences wrap in their column', () => {
  const lines = reportText(report([fail('C3', 'word '.repeat(60))])).split('\n');
  const at = lines.findIndex((line) => line.includes(' C3 '));
  expect(lines[at + 1]).toMatch(/^ {54}word/);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
});

test('G3: a relay’s words cannot steer the terminal', () => {
  const finding = fail('C3', `It says ${quote('\u001b[2J\u009b1m\r\nroot')}.`);
  expect(finding.detail).toBe('It says “[2J1m root”.');
  expect(quote('x'.repeat(1_000))).toHaveLength(122);
});

test('T4: all good is yes for every page', () => {
  const { verdict } = report([]);
  expect([verdict.worker, ...Object.values(verdict.pages)].map(({ answer }) => answer)).toEqual([
    ...['yes', 'yes', 'yes', 'yes'],
  ]);
  expect(reportText(report([]))).not.toContain('Access-Control-Allow-Origin: *');
});

test('T4: what lacks CORS gets the three headers and the other way out', () => {
  const text = reportText(report([fail('C38', 'Missing.')]));
  expect(text).toContain('Our worker can use this relay: yes');
  expect(text).toContain('A browser from another origin: no: browsers stop it (C38).');
  expect(text.match(/^ {4}Access-Control-Allow-(Origin|Headers|Methods): /gm)).toHaveLength(3);
  expect(text).toMatch(/npm run serve -- --relay cams\.example\n {4}deploy\/Caddyfile/);
});

test('T4: a relay without TLS is not for https pages, unless it is on this computer', () => {
  const { pages } = report([], {}, 'http://192.168.1.20:7010').verdict;
  expect(pages.elsewhereHttp.answer).toBe('yes');
  expect(pages.elsewhereHttps.answer).toBe('no');
  expect(pages.ownOrigin.because).toContain('on the processor');
  expect(report([], {}, 'http://127.0.0.1:7010').verdict.pages.elsewhereHttps.answer).toBe('yes');
  expect(reportText(report([], {}, 'http://nas:7010'))).toContain('yes: for a page that came over http alone');
});

test('T4: what was not tried is not called good', () => {
  expect(report([], { dialect: undefined }).verdict.worker.answer).toBe('not known');
  expect(report([skip('C13', 'No frame came.')]).verdict.worker.answer).toBe('not known');
  expect(report([skip('C23', 'Not tried.'), skip('C29', 'Not tried.')]).verdict.worker.because).toContain('--claim');
  expect(report([skip('C29', 'Not tried.')]).verdict.worker.because).toContain('--complete');
  expect(report([skip('C33', 'Not tried.')], { dialect: 'E2' }).verdict.worker.because).toContain('--post');
  expect(report([skip('C33', 'Not tried.')]).verdict.worker.because).toContain('all that it needs');
  expect(reportText(report([], { wasEnded: true }))).toContain('ended before its time');
});

test('T4: the JSON holds what the text says', () => {
  const parsed: unknown = JSON.parse(reportJson(report([fail('C16', '200, not 401.')])));
  expect(parsed).toMatchObject({
    relay: 'cams.example',
    socket: 'ws://cams.example/connect',
    dialect: 'J',
    endedEarly: false,
    worker: { answer: 'yes' },
    pages: { elsewhereHttps: { answer: 'yes' } },
  });
  expect(parsed).toHaveProperty('findings.15', {
    id: 'C16',
    section: 'Frames',
    title: 'Without a key: 401',
    outcome: 'FAIL',
    detail: '200, not 401.',
  });
  expect(failures(checkedWith([fail('C16', ''), fail('C2', '')]))).toEqual(['C2', 'C16']);
});
