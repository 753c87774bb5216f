import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { german } from './de/index.ts';
import { speak } from './language.ts';
import { sayProblem } from './problemWords.ts';

const KNOWN = { host: 'relay.example:7010' };
const SOURCE = join(import.meta.dirname, '../..');
/** Reasons as the threads write them. The gate's are tags already, which the page has words for. */
const REASON = /(?:reason: |failure\(|lost\(|StoreError\()'([a-z-]+)'/g;

afterEach(() => speak('en'));

function reasonsOfThreads(): string[] {
  const files = ['worker', 'vision', 'storage'].flatMap((folder) =>
    readdirSync(join(SOURCE, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );
  const code = files.filter((file) => file.endsWith('.ts') && !/\.test\.|[/\\]gate[/\\]/.test(file));
  const found = code.flatMap((file) => [...readFileSync(join(SOURCE, file), 'utf8').matchAll(REASON)]);
  return [...new Set(found.map(([, reason]) => reason ?? ''))];
}

test('G71: each trouble that a thread may tell has a sentence in every language', () => {
  const reasons = reasonsOfThreads();
  expect(reasons.length).toBeGreaterThan(15);
  expect(reasons.filter((reason) => !(reason in german.problems))).toEqual([]);
});

test('G71: a trouble is told in the language of the page, with the relay’s name where it matters', async () => {
  const problem = { reason: 'relay-down', message: 'Nothing answers at relay.example:7010.' };
  expect(sayProblem(problem, KNOWN)).toBe(problem.message);
  await speak('de');
  expect(sayProblem(problem, KNOWN)).toBe(
    'Unter relay.example:7010 antwortet nichts. Läuft das Relay, und stimmt die Adresse?',
  );
});

test('G71: a trouble without words in the language is told as the thread tells it', async () => {
  await speak('de');
  for (const reason of ['brand-new', 'toString'])
    expect(sayProblem({ reason, message: 'Something new happened.' }, KNOWN)).toBe('Something new happened.');
});
