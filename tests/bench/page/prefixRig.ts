// How much of a prompt's fixed text is fed again for the next frame: as the product asks, with the words before the frame, so
// that their caches can be kept; and with the frame first, as one asks stock.
import { ALL_LEVERS } from '../../../src/vision/generation/levers.ts';
import type { Size } from '../../../src/vision/processor/pixels.ts';
import { messageOf, prepare } from '../../../src/vision/processor/processor.ts';
import { QWEN_TASKS } from '../../../src/vision/tasks/taskSets.ts';
import { bitmapOf, drawFrame, generateOptions, PROMPT, prepareFrames } from './answers.ts';
import { openModel } from './openModel.ts';

export interface FedAgain {
  /** Tokens of the prompt that are no image's. */
  readonly fixed: number;
  /** Of them, fed for the second frame as well. */
  readonly again: number;
  /** Of them, behind the frame: what is there cannot be kept. */
  readonly behind: number;
}

export interface PrefixRun {
  readonly asAsked: FedAgain;
  readonly frameFirst: FedAgain;
}

export async function runPrefix(id: string, frame: Size): Promise<PrefixRun> {
  const { processor, generator, model } = (await openModel(id)).ours(ALL_LEVERS);
  const decoder = model.sessions.decoder_model_merged;
  const run = decoder.run.bind(decoder);
  let rows = 0;
  decoder.run = (feeds, fetches) => {
    rows += feeds['inputs_embeds']?.dims[1] ?? 0;
    return run(feeds, fetches);
  };

  async function fedAgain(promptOf: (image: ImageBitmap) => ReturnType<typeof prepare>): Promise<FedAgain> {
    let fed: FedAgain = { fixed: 0, again: 0, behind: 0 };
    for (const seed of [1, 2]) {
      const prompt = promptOf(await bitmapOf(drawFrame(frame, seed)));
      const pads = prompt.ids.filter(model.isPad).length;
      // Trials of the caches, when the generator was made, are over after the first.
      rows = 0;
      await generator.generate(prompt, generateOptions(1));
      fed = {
        fixed: prompt.ids.length - pads,
        again: rows - pads,
        behind: prompt.ids.length - 1 - prompt.ids.findLastIndex(model.isPad),
      };
    }
    return fed;
  }

  const words = QWEN_TASKS.detect?.prompt({ task: 'detect' }) ?? PROMPT;
  return {
    asAsked: await fedAgain((image) =>
      prepare([messageOf(words, [image], 'images', '')], processor, processor.processing.budgets),
    ),
    frameFirst: await fedAgain((image) => prepareFrames(processor, [image])),
  };
}
