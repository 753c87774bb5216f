const WIDTH = 120;
/** A start that leaves less than this gets long lines rather than a column of single words. */
const MIN_WORDS_WIDTH = 30;

/** `text` after `start`; what does not fit on the line stands below, indented as far as `start` is wide. */
export function wrap(start: string, text: string): string {
  const width = Math.max(MIN_WORDS_WIDTH, WIDTH - start.length);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.map((part, i) => (i === 0 ? start : ' '.repeat(start.length)) + part).join('\n');
}
