// Prompts for models that were never trained: what they say is nonsense, and must be the same nonsense everywhere.
import type { ProcessorCase } from '../support/processorCases.ts';

export type Prompt = Pick<ProcessorCase, 'messages' | 'media'>;

/** Sizes that every Qwen-VL can cut up: multiples of both 28 and 32. */
const SIDE = 224;

const medium = (type: 'image' | 'video', seed: number, width: number, timesMs: number[] = []) =>
  ({
    type,
    seed,
    original: [width, SIDE],
    resized: [width, SIDE],
    framesSha256: '',
    grid: [1, 1, 1],
    pixels: { sha256: '', at: [], values: [] },
    ...(type === 'video' && { timesMs }),
  }) as ProcessorCase['media'][number];

const user = (...content: ProcessorCase['messages'][number]['content']): Prompt['messages'] => [
  { role: 'user', content },
];
const text = (words: string) => ({ type: 'text', text: words }) as const;
const shown = (type: 'image' | 'video', index: number) => ({ type, media: index }) as const;

export const CONTRACT_PROMPTS: Readonly<Record<string, Prompt>> = {
  'text alone': { messages: user(text('What do you see?')), media: [] },
  'two images of different size': {
    messages: user(text('First: '), shown('image', 0), text(' then: '), shown('image', 1), text('Compare.')),
    media: [medium('image', 1, SIDE), medium('image', 2, 2 * SIDE)],
  },
  'a video of three frames': {
    messages: user(shown('video', 0), text('What happens?')),
    media: [medium('video', 3, SIDE, [0, 500, 1000])],
  },
};
