// A reference case as the processor takes it: its frames are drawn at their final size, so that no budget changes them.
import type { Message } from '../../src/vision/processor/processor.ts';
import type { Budgets } from '../../src/vision/processor/readProcessing.ts';
import { drawPixels } from './drawPixels.ts';
import type { Medium, ProcessorCase } from './processorCases.ts';

export const ANY_SIZE: Budgets = {
  image: { minPixels: 1, maxPixels: Number.POSITIVE_INFINITY },
  video: { minPixels: 1, maxPixels: Number.POSITIVE_INFINITY },
};

export function messagesOf({ messages, media }: Pick<ProcessorCase, 'messages' | 'media'>): Message[] {
  return messages.map(({ role, content }) => ({
    role,
    content: content.map((part) => {
      if (part.type === 'text') return part;
      const medium = media[part.media] as Medium;
      const [width = 0, height = 0] = medium.resized;
      const draw = (frame: number) => drawPixels(medium.seed, frame, width, height);
      if (medium.type === 'image') return { type: 'image', frame: draw(0) };
      const frames = medium.timesMs.map((_, frame) => draw(frame));
      return { type: 'video', frames, frameTimesSeconds: medium.timesMs.map((ms) => ms / 1000) };
    }),
  }));
}
