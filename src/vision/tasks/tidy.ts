/**
 * Control characters, halves of characters and wide gaps; and what a person does not see but a model reads: private use,
 * reversed writing, the invisible copies of ASCII.
 */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Co}\s\u202A-\u202E\u2066-\u2069\u{E0000}-\u{E007F}]+/gu;

/** A text of others as one line of at most `max` characters, all of which a person can see. */
export function tidy(text: string, max: number): string {
  const line = text.replace(UNSEEN, ' ').trim();
  // The cut may go through a character that takes two places.
  return line
    .slice(0, max)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim();
}
