// The conversation as the chat template takes it, and the expansion of its image slots to one pad token for each token of
// vision. A video is written as Qwen3-VL does: per pair of frames its time, then a slot with a grid row of its own.
import { oneDecimal } from './smartResize.ts';

export type Content = { readonly type: 'text'; readonly text: string } | { readonly type: 'image' };

export interface Message {
  readonly role: 'user';
  readonly content: Content[];
}

const IMAGE_SLOT = '<|image_pad|>';

/** One image, then the prompt. */
export function imageMessage(prompt: string): Message {
  return { role: 'user', content: [{ type: 'image' }, { type: 'text', text: prompt }] };
}

/** A video's pairs with the mean time of their two frames, then the prompt. Times are seconds, one a frame. */
export function videoMessage(prompt: string, frameTimesSeconds: readonly number[]): Message {
  const content: Content[] = [];
  for (let i = 0; i < frameTimesSeconds.length; i += 2) {
    const first = frameTimesSeconds[i] ?? 0;
    const mean = (first + (frameTimesSeconds[i + 1] ?? first)) / 2;
    content.push({ type: 'text', text: `<${oneDecimal(mean)} seconds>` }, { type: 'image' });
  }
  return { role: 'user', content: [...content, { type: 'text', text: prompt }] };
}

/**
 * Gives each image slot of a rendered chat its pad tokens.
 * @throws RangeError where slots and images differ in number: text of others could bring in slots of its own
 */
export function expandImageSlots(chat: string, tokensPerImage: readonly number[]): string {
  const pieces = chat.split(IMAGE_SLOT);
  if (pieces.length - 1 !== tokensPerImage.length) {
    throw new RangeError(`the prompt has ${pieces.length - 1} image slots for ${tokensPerImage.length} images`);
  }
  return pieces.reduce((text, piece, i) => text + IMAGE_SLOT.repeat(tokensPerImage[i - 1] ?? 0) + piece);
}
