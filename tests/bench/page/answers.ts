// The same question of the same frame, answered by each side: greedy, so many tokens whatever they are.
import { RawImage, type Tensor } from '@huggingface/transformers';
import type { GenerateOptions } from '../../../src/vision/generation/generate.ts';
import type { Frame } from '../../../src/vision/processor/packer.ts';
import type { Size } from '../../../src/vision/processor/pixels.ts';
import { messageOf, prepare } from '../../../src/vision/processor/processor.ts';
import type { Ours, Stock } from './openModel.ts';

export const PROMPT = 'What do you see?';

/** A picture with edges and slopes, another for each seed. */
export function drawFrame({ width, height }: Size, seed: number): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!context) throw new Error('the browser gave no 2d canvas');
  const slope = context.createLinearGradient(0, 0, width, height);
  slope.addColorStop(0, `hsl(${(seed * 67) % 360} 60% 20%)`);
  slope.addColorStop(1, `hsl(${(seed * 131 + 90) % 360} 70% 80%)`);
  context.fillStyle = slope;
  context.fillRect(0, 0, width, height);
  for (let i = 0; i < 12; i++) {
    context.fillStyle = `hsl(${(i * 97 + seed * 31) % 360} 80% 50%)`;
    const [x, y] = [((i * 71 + seed * 13) % 97) / 97, ((i * 37 + seed * 29) % 89) / 89];
    context.fillRect(x * width, y * height, width / (5 + i), height / (4 + (i % 5)));
  }
  return canvas;
}

/** As the stock library takes a frame. */
export function rawImageOf(canvas: OffscreenCanvas): RawImage {
  const { width, height } = canvas;
  const { data } = (canvas.getContext('2d') as OffscreenCanvasRenderingContext2D).getImageData(0, 0, width, height);
  return new RawImage(data, width, height, 4).rgb();
}

/** As we take one: what the browser decoded. */
export const bitmapOf = (canvas: OffscreenCanvas): Promise<ImageBitmap> =>
  createImageBitmap(canvas, { colorSpaceConversion: 'none', premultiplyAlpha: 'none' });

/** The seed's flow: processor, then `generate`. */
export async function stockAnswer(
  { model, processor, tokenizer }: Stock,
  frame: RawImage,
  tokens: number,
): Promise<readonly number[]> {
  const content = [{ type: 'image' }, { type: 'text', text: PROMPT }];
  type Chat = Parameters<typeof tokenizer.apply_chat_template>[0];
  const text = tokenizer.apply_chat_template([{ role: 'user', content }] as unknown as Chat, {
    tokenize: false,
    add_generation_prompt: true,
  });
  const inputs = (await processor(text, [frame])) as Record<string, Tensor> & { input_ids: Tensor };
  const options = { max_new_tokens: tokens, do_sample: false, eos_token_id: null };
  const sequence = (await model.generate({ ...inputs, ...options } as unknown as Parameters<
    typeof model.generate
  >[0])) as Tensor;
  const promptLength = inputs.input_ids.dims.at(-1) as number;
  return Array.from(sequence.data as BigInt64Array, Number).slice(promptLength);
}

export const generateOptions = (maxTokens: number): GenerateOptions => ({
  limits: { maxTokens, maxMs: Number.POSITIVE_INFINITY },
  signal: new AbortController().signal,
  onToken: () => {},
  now: () => performance.now(),
});

/** At the sizes that the model's own files allow, as stock has it, without our limit on a job. */
export const prepareFrames = (processor: Ours['processor'], frames: readonly Frame[], seconds?: readonly number[]) =>
  prepare(
    [messageOf('', frames, seconds ? { frameTimesSeconds: seconds } : 'images', PROMPT)],
    processor,
    processor.processing.budgets,
  );

/** Our flow: `prepare`, then our generator. */
export async function ourAnswer(
  { processor, generator }: Pick<Ours, 'processor' | 'generator'>,
  frame: Frame,
  tokens: number,
): Promise<readonly number[]> {
  return (await generator.generate(prepareFrames(processor, [frame]), generateOptions(tokens))).ids;
}
