import { posix } from 'node:path';

const IN_HTML = /(?:src|href)="(\.\/[^"]+\.(?:js|css))"/g;
/** Static imports of a bundle. A thread's entry is only named in `new URL(…)`, and a lazy part in `import(…)`. */
const IN_SCRIPT = /(?:\bfrom|\bimport)\s*["'](\.[^"']+\.js)["']/g;

/** The scripts and styles that a browser fetches for an HTML file of the build before it shows anything. */
export function pageScripts(htmlFile: string, readText: (file: string) => string): string[] {
  const found = new Set<string>();
  const follow = (file: string, pattern: RegExp): void => {
    for (const [, target = ''] of readText(file).matchAll(pattern)) {
      const path = posix.join(posix.dirname(file), target);
      if (found.has(path)) continue;
      found.add(path);
      if (path.endsWith('.js')) follow(path, IN_SCRIPT);
    }
  };
  follow(htmlFile, IN_HTML);
  return [...found];
}
