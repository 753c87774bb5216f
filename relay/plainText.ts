/** Control, format and private characters, but for the end of a line and the tab. */
const UNPRINTABLE = /[^\P{C}\n\t]/gu;

/** Words of a relay or a model, safe for a terminal: no escape sequence moves the cursor, sets a title or hides a line. */
export const plainText = (text: string): string => text.replace(UNPRINTABLE, '');

/** The same on one line of at most `maxLength` characters. */
export function plainLine(text: string, maxLength: number): string {
  const line = plainText(text).replace(/\s+/g, ' ').trim();
  return line.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line;
}
