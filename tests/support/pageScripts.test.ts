import { expect, test } from 'vitest';
import { pageScripts } from './pageScripts.ts';

const FILES: Readonly<Record<string, string>> = {
  'index.html':
    '<script type="module" src="./assets/index-a.js"></script><link rel="stylesheet" href="./assets/index-b.css">',
  'assets/index-a.js':
    'import{a as b}from"./shared-c.js";import"./side-d.js";new Worker(new URL("worker-e.js",import.meta.url));import("./lazy-f.js")',
  'assets/shared-c.js': 'import{x}from"./index-a.js";',
  'assets/side-d.js': '',
};

test('the page’s scripts are those that the browser fetches before it shows anything', () => {
  const scripts = pageScripts('index.html', (name) => FILES[name] ?? '');
  expect(scripts.sort()).toEqual(['assets/index-a.js', 'assets/index-b.css', 'assets/shared-c.js', 'assets/side-d.js']);
});
