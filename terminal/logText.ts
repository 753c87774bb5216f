import { plainText } from '../relay/plainText.ts';
import type { LogLine } from '../src/worker/api.ts';

/**
 * A line of the page's log as the terminal shows it: the page writes the seed's words, so they pass as they are. A block
 * of several lines (a job) stands apart from what came before, as on the seed's console.
 */
export function logText({ text }: LogLine): string {
  const plain = plainText(text);
  return plain.includes('\n') ? `\n${plain.replace(/^\n+/, '')}` : plain;
}
