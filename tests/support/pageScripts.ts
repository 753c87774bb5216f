import { posix } from 'node:path';

const IN_HTML = /(?:src|href)="(\.\/[^"]+\.(?:js|css))"/g;
/** Static imports of a bundle. A thread's entry is only named in `new URL(…)`, and a lazy part in `import(…)`. */
const IN_SCRIPT = /(?:\bfrom|\bimport)\s*["'](\.[^"']+\.js)["']/g;

/** The scripts and styles that a browser fetches for an HTML file of the build before it shows anything. */
export const pageScripts = (htmlFile: string, readText: (file: string) => string): string[] =>
  follow(htmlFile, IN_HTML, readText);

/** The scripts that a browser fetches with a script. */
export const scriptsOf = (script: string, readText: (file: string) => string): string[] =>
  follow(script, IN_SCRIPT, readText);

function follow(from: string, pattern: RegExp, readText: (file: string) => string): string[] {
  const found = new Set<string>();
  const read = (file: string, names: RegExp): void => {
    for (const [, target = ''] of readText(file).matchAll(names)) {
      const path = posix.join(posix.dirname(file), target);
      if (found.has(path)) continue;
      found.add(path);
      if (path.endsWith('.js')) read(path, IN_SCRIPT);
    }
  };
  read(from, pattern);
  return [...found];
}
