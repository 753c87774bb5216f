import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CHECK_IDS, CHECKS } from './catalogue.ts';

test('T4: docs/RELAY_CHECK.md lists exactly the checks that exist, by id and name', () => {
  const text = readFileSync(new URL('../../docs/RELAY_CHECK.md', import.meta.url), 'utf8');
  const rows = [...text.matchAll(/^\| (C\d+) \| ([^|]+) \|/gm)].map(([, id, title]) => [id, title]);
  expect(rows).toEqual(CHECK_IDS.map((id) => [id, CHECKS[id].title]));
});
