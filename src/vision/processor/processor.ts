// The processor's one door: messages with frames in them go in; what the model's sessions take comes out, equal to what
// Python's Qwen-VL processors make. It knows no canvas and no tokenizer: decoded pixels and the ports are handed in.
import { buildPrompt, type Medium } from './buildPrompt.ts';
import type { Family } from './family.ts';
import type { Frame, Packer } from './packer.ts';
import { type PackedImage, pairFrames, tokenPixels } from './packFrames.ts';
import type { Size } from './pixels.ts';
import type { Budgets, Processing } from './readProcessing.ts';
import { type RopePositions, ropePositions } from './ropePositions.ts';
import { smartResizeImage, smartResizeVideo } from './smartResize.ts';
import { withoutMarks } from './withoutMarks.ts';

export type MediaPart =
  | { readonly type: 'image'; readonly frame: Frame }
  | {
      readonly type: 'video';
      /** At least one; all take the size of the first. */
      readonly frames: readonly Frame[];
      /** Seconds, one a frame. */
      readonly frameTimesSeconds: readonly number[];
    };

export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: readonly ({ readonly type: 'text'; readonly text: string } | MediaPart)[];
}

/** A message as the chat templates of Qwen-VL take it. */
export interface ChatMessage {
  readonly role: Message['role'];
  readonly content: readonly (
    | { readonly type: 'text'; readonly text: string }
    | { readonly type: 'image' | 'video' }
  )[];
}

/** A model as far as its processor goes. */
export interface ProcessorModel {
  readonly family: Family;
  readonly processing: Processing;
  readonly packer: Packer;
  /** The chat template, up to where the answer begins. */
  readonly renderChat: (messages: readonly ChatMessage[]) => string;
  /** Reads special tokens as such, and adds none. */
  readonly tokenize: (text: string) => readonly number[];
}

export interface PreparedPrompt extends RopePositions {
  readonly ids: readonly number[];
  /** One an image or pair of frames, in the order of their pads. */
  readonly images: readonly PackedImage[];
}

/**
 * @param budgets of this job (`budgetFor`), or the model's own
 * @throws RangeError where a frame is too narrow for the model, or a video has no frames
 */
export function prepare(messages: readonly Message[], model: ProcessorModel, budgets: Budgets): PreparedPrompt {
  const { family, processing } = model;
  const images: PackedImage[] = [];
  const media: Medium[] = [];
  for (const part of messages.flatMap(({ content }) => content)) {
    if (part.type === 'text') continue;
    const packed = packPart(part, model, budgets);
    images.push(...packed);
    media.push(mediumOf(part, packed));
  }
  const prompt = buildPrompt(model.renderChat(messages.map(asChat)), media, family, model.tokenize);
  return { ids: prompt.ids, ...ropePositions(prompt, family, processing.mergeSize), images };
}

/** The usual message: words, frames as images or as a video, and words again. */
export function messageOf(
  before: string,
  frames: readonly Frame[],
  seenAs: 'images' | { readonly frameTimesSeconds: readonly number[] },
  after: string,
): Message {
  const media: MediaPart[] =
    seenAs === 'images'
      ? frames.map((frame) => ({ type: 'image', frame }))
      : [{ type: 'video', frames, frameTimesSeconds: seenAs.frameTimesSeconds }];
  const text = (words: string) => (words === '' ? [] : [{ type: 'text', text: words } as const]);
  return { role: 'user', content: [...text(before), ...media, ...text(after)] };
}

function packPart(part: MediaPart, { family, processing, packer }: ProcessorModel, budgets: Budgets): PackedImage[] {
  const size = sizeFor(part, family, processing, budgets);
  return pairFrames(framesOf(part)).map((pair) => packer.packPair(pair, size));
}

const framesOf = (part: MediaPart): readonly Frame[] => (part.type === 'image' ? [part.frame] : part.frames);

/** What the frames of an image or a video are resized to. */
export function sizeFor(part: MediaPart, family: Family, processing: Processing, budgets: Budgets): Size {
  const [first, ...others] = framesOf(part);
  if (!first) throw new RangeError('a video needs a frame');
  const factor = tokenPixels(processing);
  if (part.type === 'image') return smartResizeImage(first, factor, budgets.image);
  if (family.videoBudgetFor === 'frame') return smartResizeImage(first, factor, budgets.video);
  return smartResizeVideo(first, factor, budgets.video, 1 + others.length);
}

function mediumOf(part: MediaPart, packed: readonly PackedImage[]): Medium {
  const { grid, tokens } = packed[0] as PackedImage;
  if (part.type === 'image') return { type: 'image', grid, tokens };
  return { type: 'video', grid, tokens, frameTimesSeconds: part.frameTimesSeconds };
}

/** Marks of the model are the template's and ours alone, never a text's. */
function asChat({ role, content }: Message): ChatMessage {
  return {
    role,
    content: content.map((part) =>
      part.type === 'text' ? { type: 'text', text: withoutMarks(part.text) } : { type: part.type },
    ),
  };
}
