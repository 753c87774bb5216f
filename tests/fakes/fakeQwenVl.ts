import type { Generated } from '../../src/vision/generation/generate.ts';
import type { Frame } from '../../src/vision/processor/packer.ts';
import type { PreparedPrompt } from '../../src/vision/processor/processor.ts';
import type { AnswerOptions, QwenVl } from '../../src/vision/qwenVl.ts';

export interface Asked {
  /** The words before the frames and after them. */
  readonly prompt: string;
  readonly frames: readonly Frame[];
  readonly frameTimesSeconds: readonly number[];
  readonly options: AnswerOptions;
}

export interface FakeAnswer extends Partial<Generated> {
  readonly text: string;
}

/** What the demo model says of the self-test's scene. */
export const SELF_TEST_ANSWER = 'A street with a blue box and a red car.';

const PREPARED: PreparedPrompt = { ids: [1, 2, 3], positions: [[], [], []], nextPosition: 3, images: [] };

/** A model that answers as it is told, one token a character, and notes what it was asked. */
export function createFakeQwenVl(
  answer: (asked: Asked) => FakeAnswer | Promise<FakeAnswer> = () => ({ text: 'A car.' }),
  lost: Promise<string> = new Promise(() => {}),
) {
  const asked: Asked[] = [];
  const ahead: Omit<Asked, 'options'>[] = [];
  let next: Omit<Asked, 'options'> = { prompt: '', frames: [], frameTimesSeconds: [] };
  const qwenVl: QwenVl = {
    lost,
    gpu: undefined,
    prepare({ before, after }, frames, frameTimesSeconds) {
      next = { prompt: before + after, frames, frameTimesSeconds };
      return PREPARED;
    },
    async lookAhead() {
      ahead.push(next);
    },
    async generate(_prompt, options) {
      const one = { ...next, options };
      asked.push(one);
      const { text, ...generated } = await answer(one);
      const ids = Array.from(text, (character) => character.codePointAt(0) as number);
      for (let count = 1; count <= ids.length; count++) options.onToken(ids.slice(0, count));
      return { ids, own: ids.length, firstLogits: new Float32Array(), ...generated };
    },
    textOf: (ids) => String.fromCodePoint(...ids),
  };
  return { qwenVl, asked, ahead };
}
