// One colour a label, the same in every frame, on every computer, in light and in dark. Each colour has a luminance near
// 0.18: the one at which it stands out at 4.5 : 1 from white (the label's text) and from black (a frame at night) alike.
export const LABEL_COLOURS = [
  '#2f6eeb',
  '#bc5807',
  '#058824',
  '#ba43b4',
  '#158474',
  '#da3639',
  '#8759e3',
  '#996d08',
  '#017fa1',
  '#797906',
] as const;

/** The demo model's labels take the first colours, which are easiest to tell apart. */
const FIRST_LABELS = ['person', 'car', 'bicycle', 'box', 'dog'];

export function labelColour(label: string): string {
  const name = label.trim().toLowerCase();
  const first = FIRST_LABELS.indexOf(name);
  const index = first >= 0 ? first : hash(name) % LABEL_COLOURS.length;
  return LABEL_COLOURS[index] ?? LABEL_COLOURS[0];
}

/** FNV-1a over UTF-16 units, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return value;
}
