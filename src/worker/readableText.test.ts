import { expect, test } from 'vitest';
import { readableText } from './readableText.ts';

test('K10: plain text is shown as it is written', () => {
  expect(readableText('A car')).toBe('A car');
  expect(readableText('')).toBe('');
});

test('K10: of JSON the sentence is shown, as far as it is written and whatever is escaped in it', () => {
  const whole = JSON.stringify({ events: [{ seconds: 1, what: 'x' }], description: 'It says "Stop" – ä\n🚗.' });
  const escaped = whole.replace('ä', '\\u00e4');
  const shown = Array.from(escaped, (_, i) => readableText(escaped.slice(0, i)));
  expect(shown[20]).toBe('');
  expect(readableText(escaped)).toBe('It says "Stop" – ä\n🚗.');
  const parts = shown.filter((text) => text !== '');
  expect(parts.length).toBeGreaterThan(15);
  for (const part of parts) expect('It says "Stop" – ä\n🚗.').toContain(part.replace(/[\uD800-\uDFFF]$/, ''));
  expect(readableText('{"reason":"Nobody."')).toBe('Nobody.');
  expect(readableText(' {"answer" : "Yes')).toBe('Yes');
});

test('K10: of JSON without a sentence nothing is shown', () => {
  expect(readableText('[{"bbox_2d": [1, 2, 3, 4], "label": "car"}]')).toBe('');
  expect(readableText('{"counts":[{"label":"car","count":2}]}')).toBe('');
});
