/** Where a task's answer is JSON, the texts in it that are sentences. */
const SENTENCE = /"(?:description|answer|reason)"\s*:\s*"((?:[^"\\]|\\.)*)/;

/** What a person can read of an answer that is still being written: plain text as it is, of JSON its first sentence. */
export function readableText(soFar: string): string {
  if (!/^\s*[{[]/.test(soFar)) return soFar;
  const written = SENTENCE.exec(soFar)?.[1] ?? '';
  try {
    // Without an escape that is not whole yet.
    return JSON.parse(`"${written.replace(/\\u[\da-f]{0,3}$/i, '')}"`);
  } catch {
    return '';
  }
}
