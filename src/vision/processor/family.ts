// The kinds of Qwen-VL, by config.json's `model_type`: what differs between them as far as the prompt and the frames go.
import * as v from 'valibot';
import type { VisionFailure } from '../api.ts';
import { failure } from '../failure.ts';
import type { PixelBudget } from './smartResize.ts';

/** What the config files leave out is as in transformers' own classes. */
interface FamilyTraits {
  readonly name: 'qwen2_vl' | 'qwen2_5_vl' | 'qwen3_vl' | 'qwen3_5';
  /** What the vision encoder calls its grid. */
  readonly gridName: 'grid_thw' | 'image_grid_thw';
  /**
   * `pairs`: a video is written pair by pair, each behind its time.
   * `block`: all pairs follow one another between one pair of marks; time is in the positions alone.
   */
  readonly videoForm: 'pairs' | 'block';
  /** Whether a video's pixel budget holds for all its frames together or for each. */
  readonly videoBudgetFor: 'video' | 'frame';
  readonly patchSize: number;
  readonly statistics: { readonly mean: readonly number[]; readonly std: readonly number[] };
  readonly image: PixelBudget;
  readonly video: PixelBudget;
  readonly tokens: TokenIds;
}

export interface TokenIds {
  readonly image: number;
  readonly video: number;
  readonly visionStart: number;
  readonly visionEnd: number;
}

export interface Family extends FamilyTraits {
  /** Steps of the time axis a second of a `block` video; absent: one step a pair, whatever its time. */
  readonly tokensPerSecond?: number;
}

const CLIP = { mean: [0.48145466, 0.4578275, 0.40821073], std: [0.26862954, 0.26130258, 0.27577711] };
const HALVES = { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] };

const QWEN2: Omit<FamilyTraits, 'name' | 'gridName'> = {
  videoForm: 'block',
  videoBudgetFor: 'frame',
  patchSize: 14,
  statistics: CLIP,
  image: { minPixels: 3136, maxPixels: 1_003_520 },
  video: { minPixels: 100_352, maxPixels: 602_112 },
  tokens: { image: 151_655, video: 151_656, visionStart: 151_652, visionEnd: 151_653 },
};

const QWEN3_VL: FamilyTraits = {
  name: 'qwen3_vl',
  gridName: 'image_grid_thw',
  videoForm: 'pairs',
  videoBudgetFor: 'video',
  patchSize: 16,
  statistics: HALVES,
  image: { minPixels: 65_536, maxPixels: 16_777_216 },
  video: { minPixels: 4096, maxPixels: 25_165_824 },
  tokens: { image: 151_655, video: 151_656, visionStart: 151_652, visionEnd: 151_653 },
};

const FAMILIES: readonly FamilyTraits[] = [
  { ...QWEN2, name: 'qwen2_vl', gridName: 'grid_thw' },
  { ...QWEN2, name: 'qwen2_5_vl', gridName: 'image_grid_thw' },
  QWEN3_VL,
  {
    ...QWEN3_VL,
    name: 'qwen3_5',
    tokens: { image: 248_056, video: 248_057, visionStart: 248_053, visionEnd: 248_054 },
  },
];

/** Of Qwen2.5-VL, where its config.json does not say. */
const DEFAULT_TOKENS_PER_SECOND = 4;

const configSchema = v.object({
  model_type: v.string(),
  image_token_id: v.optional(v.number()),
  video_token_id: v.optional(v.number()),
  vision_start_token_id: v.optional(v.number()),
  vision_end_token_id: v.optional(v.number()),
  vision_config: v.optional(v.object({ tokens_per_second: v.optional(v.number()) })),
});

/** Reads config.json. A model of another kind is a failure that names it. */
export function readFamily(config: unknown): Family | VisionFailure {
  const parsed = v.safeParse(configSchema, config);
  if (!parsed.success) return broken(`its config.json cannot be read: ${v.summarize(parsed.issues)}`);
  const { model_type: type, vision_config: vision, ...ids } = parsed.output;
  const traits = FAMILIES.find(({ name }) => name === type);
  if (!traits) {
    return broken(`it is a “${type}”. Choose one of these kinds: ${FAMILIES.map(({ name }) => name).join(', ')}.`);
  }
  return {
    ...traits,
    tokens: {
      image: ids.image_token_id ?? traits.tokens.image,
      video: ids.video_token_id ?? traits.tokens.video,
      visionStart: ids.vision_start_token_id ?? traits.tokens.visionStart,
      visionEnd: ids.vision_end_token_id ?? traits.tokens.visionEnd,
    },
    ...(type === 'qwen2_5_vl' && { tokensPerSecond: vision?.tokens_per_second ?? DEFAULT_TOKENS_PER_SECOND }),
  };
}

const broken = (why: string) => failure('model-broken', `This model cannot be used: ${why}`);
