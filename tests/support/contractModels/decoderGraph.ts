// A decoder of the real contract: rows, mask, positions on three axes and caches go in, logits and caches come out. Not a
// transformer, but everything that is fed counts, and a prompt in pieces gives what it gives at once.
import { type Contract, LINEAR, LINEAR_CHANNELS } from './families.ts';
import { createGraph, type Float, type Graph, type GraphOptions, random, TO_THE_END } from './onnxGraph.ts';
import { narrow, rowType, rowWidth } from './rowGraphs.ts';

/** So that what was seen is heard in the logits: the mean over the heads is small. */
const GAIN = 6;
/** So small that a token looks at more than its own place. */
const WAVE = 0.25;
/** What a linear layer keeps of its state from token to token. */
const DECAY = 0.8;
/** What each of the last tokens counts in the convolution, the newest last. */
const WINDOW = [0.3, -0.5, 0.4, 0.9];

/** What all layers share. */
interface Context extends Contract {
  readonly graph: Graph;
  readonly cacheType: Float;
  /** [batch, new tokens, head]. */
  readonly positions: string;
  /** Number of new tokens. */
  readonly count: string;
}

export function decoderGraph(contract: Contract, options: GraphOptions) {
  const graph = createGraph(options);
  const { op, ints } = graph;
  const { core, vocabulary, layerTypes } = contract;
  const cacheType: Float = contract.dtype.endsWith('f16') || contract.dtype === 'fp16' ? 'float16' : 'float32';
  const rows = graph.input('inputs_embeds', rowType(contract), ['batch_size', 'sequence_length', rowWidth(contract)]);
  const mask = graph.input('attention_mask', 'int64', ['batch_size', 'total_sequence_length']);
  const positionIds = graph.input('position_ids', 'int64', [3, 'batch_size', 'sequence_length']);
  const keep = contract.logitsToKeep ? graph.input('num_logits_to_keep', 'int64', []) : undefined;

  const count = op('Gather', [op('Shape', [rows]), graph.scalar(1)]);
  const positions = positionWaves(graph, positionIds, contract.headDim);
  const context = { ...contract, graph, cacheType, positions, count };
  const attention = contract.attention === 'grouped' ? groupedAttention(context, mask) : plainAttention(context, mask);
  const [main = '', ...taps] = narrow(graph, contract, graph.cast(rows, 'float32'));
  let x = main;
  for (const [layer, type] of layerTypes.entries()) {
    const scaled = op('Mul', [x, graph.floats(`layer${layer}`, random(`layer${layer}`, core, 1.5))]);
    const seen = type === 'full_attention' ? attention(layer, scaled) : recurrence(context, layer, scaled);
    x = op('Add', [x, op('Tanh', [op('Mul', [seen, graph.float(GAIN)])])]);
    const tap = taps[layer];
    if (tap !== undefined) x = op('Add', [x, tap]);
  }
  if (keep !== undefined) {
    x = op('Slice', [x, op('Neg', [op('Reshape', [keep, ints(1)])]), ints(TO_THE_END), ints(1)]);
  }
  const logits = graph.cast(widenLogits(contract, graph, graph.matMul(x, 'head', core, vocabulary)), cacheType);
  graph.output(logits, 'logits', cacheType, ['batch_size', 'num_logits', contract.logitsWidth]);
  return graph.encode();
}

/** Copies of the logits one after another, each a step below those before: as wide as a real model's, for little work. */
function widenLogits({ vocabulary, logitsWidth }: Contract, { op, floats, ints }: Graph, logits: string): string {
  if (logitsWidth === vocabulary) return logits;
  const copies = Math.ceil(logitsWidth / vocabulary);
  const below = floats(
    'below',
    Float32Array.from({ length: copies }, (_, i) => -i / 16),
    [copies, 1],
  );
  const stacked = op('Add', [op('Unsqueeze', [logits, ints(2)]), below]);
  const wide = op('Reshape', [stacked, ints(0, 0, copies * vocabulary)]);
  return op('Slice', [wide, ints(0), ints(logitsWidth), ints(2)]);
}

/** Each axis has its own frequencies. */
function positionWaves(graph: Graph, positionIds: string, headDim: number): string {
  const { op, cast, ints, floats } = graph;
  const angles = op('Unsqueeze', [cast(positionIds, 'float32'), ints(3)]);
  const frequencies = floats('frequencies', random('frequencies', 3 * headDim, 0.8), [3, 1, 1, headDim]);
  const waves = op('ReduceSum', [op('Sin', [op('Mul', [angles, frequencies])]), ints(0)], { keepdims: 0 });
  return op('Mul', [waves, graph.float(WAVE)]);
}

/** A token looks at itself and back, and not at what the mask hides: [batch, 1, new tokens, all tokens], 0 or far below. */
function attentionBias(graph: Graph, mask: string, count: string): string {
  const { op, ints, scalar, float, cast } = graph;
  const total = op('Gather', [op('Shape', [mask]), scalar(1)]);
  const range = (from: string) => op('Range', [from, total, scalar(1)]);
  const keys = op('Unsqueeze', [range(scalar(0)), ints(0)]);
  const queries = op('Unsqueeze', [range(op('Sub', [total, count])), ints(1)]);
  const causal = cast(op('LessOrEqual', [keys, queries]), 'float32');
  const visible = op('Mul', [causal, cast(op('Unsqueeze', [mask, ints(1, 2)]), 'float32')]);
  return op('Mul', [op('Sub', [visible, float(1)]), float(1e9)]);
}

/** Attention in small operators. */
function plainAttention(context: Context, mask: string) {
  const { graph, core, kvHeads, headDim, positions, cacheType } = context;
  const { op, ints } = graph;
  const bias = attentionBias(graph, mask, context.count);
  const perHead = (name: string) => graph.floats(name, random(name, kvHeads, 1.5), [1, kvHeads, 1, 1]);

  return (layer: number, x: string): string => {
    const heads = (name: string, positioned: boolean) => {
      const projected = graph.matMul(x, name, core, headDim);
      const placed = positioned ? op('Add', [projected, positions]) : projected;
      return op('Mul', [op('Unsqueeze', [placed, ints(1)]), perHead(`${name}Heads`)]);
    };
    const cached = (kind: Cached, fresh: string) => {
      const all = op('Concat', [pastInput(context, layer, kind), graph.cast(fresh, cacheType)], { axis: 2 });
      presentOutput(context, layer, kind, all);
      return graph.cast(all, 'float32');
    };
    const query = heads('query', true);
    const key = cached('key', heads('key', true));
    const value = cached('value', heads('value', false));
    const scores = op('MatMul', [query, op('Transpose', [key], { perm: [0, 1, 3, 2] })]);
    const weights = op('Softmax', [op('Add', [op('Div', [scores, graph.float(Math.sqrt(headDim))]), bias])], {
      axis: -1,
    });
    const seen = op('Mul', [op('MatMul', [weights, value]), perHead('outHeads')]);
    return graph.matMul(op('ReduceMean', [seen], { axes: [1], keepdims: 0 }), 'out', headDim, core);
  };
}

/**
 * Attention in the one operator of the real exports: two query heads share keys and values. It counts the mask's ones, and
 * writes the caches in place where past and present are one buffer.
 */
function groupedAttention(context: Context, mask: string) {
  const { graph, core, kvHeads, headDim, positions, cacheType } = context;
  const { op, opInto, ints } = graph;
  const queryHeads = 2 * kvHeads;
  const perHead = (name: string, heads: number) => graph.floats(name, random(name, heads, 1.5), [1, 1, heads, 1]);
  const counted = op('ReduceSum', [mask, ints(1)], { keepdims: 0 });
  const lengths = graph.cast(op('Sub', [counted, graph.scalar(1)]), 'int32');
  const total = graph.cast(op('Gather', [op('Shape', [mask]), graph.scalar(1)]), 'int32');

  return (layer: number, x: string): string => {
    const heads = (name: string, count: number, positioned: boolean) => {
      const projected = graph.matMul(x, name, core, headDim);
      const placed = positioned ? op('Add', [projected, positions]) : projected;
      const spread = op('Mul', [op('Unsqueeze', [placed, ints(2)]), perHead(`${name}Heads`, count)]);
      return graph.cast(op('Reshape', [spread, ints(0, 0, count * headDim)]), cacheType);
    };
    const [seen, key, value] = [`seen${layer}`, `present.${layer}.key`, `present.${layer}.value`] as const;
    opInto(
      [seen, key, value],
      'GroupQueryAttention',
      [
        heads('query', queryHeads, true),
        heads('key', kvHeads, true),
        heads('value', kvHeads, false),
        pastInput(context, layer, 'key'),
        pastInput(context, layer, 'value'),
        lengths,
        total,
      ],
      { num_heads: queryHeads, kv_num_heads: kvHeads },
      'com.microsoft',
    );
    presentOutput(context, layer, 'key', key);
    presentOutput(context, layer, 'value', value);
    const byHead = op('Reshape', [graph.cast(seen, 'float32'), ints(0, 0, queryHeads, headDim)]);
    const weighed = op('Mul', [byHead, perHead('outHeads', queryHeads)]);
    return graph.matMul(op('ReduceMean', [weighed], { axes: [2], keepdims: 0 }), 'out', headDim, core);
  };
}

type Cached = 'key' | 'value';
const cacheShape = ({ kvHeads, headDim }: Context, length: string) => ['batch_size', kvHeads, length, headDim];

function pastInput(context: Context, layer: number, kind: Cached): string {
  const shape = cacheShape(context, 'past_sequence_length');
  return context.graph.input(`past_key_values.${layer}.${kind}`, context.cacheType, shape);
}

function presentOutput(context: Context, layer: number, kind: Cached, value: string): void {
  const shape = cacheShape(context, 'total_sequence_length');
  context.graph.output(value, `present.${layer}.${kind}`, context.cacheType, shape);
}

/**
 * Linear attention with a fixed decay d: state' = d · state + key ⊗ value, out = query · state'. All tokens at once: what came
 * before them fades with their number, what is among them with their distance.
 */
function recurrence({ graph, core, cacheType, count }: Context, layer: number, x: string): string {
  const { op, ints, float, scalar } = graph;
  const { heads, headDim } = LINEAR;
  const channels = op('Mul', [
    op('Tile', [graph.matMul(x, 'channels', core, core), ints(1, 1, LINEAR_CHANNELS / core)]),
    graph.floats('channelFactors', random('channelFactors', LINEAR_CHANNELS, 1.5)),
  ]);
  const mixed = op('Transpose', [convolution(graph, cacheType, layer, channels)], { perm: [0, 2, 1] });
  const part = (index: number) => {
    const [from, to] = [index, index + 1].map((at) => ints(at * heads * headDim)) as [string, string];
    const sliced = op('Slice', [mixed, from, to, ints(2)]);
    return op('Transpose', [op('Reshape', [sliced, ints(0, 0, heads, headDim)])], { perm: [0, 2, 1, 3] });
  };
  const [query, key, value] = [part(0), op('Div', [part(1), float(headDim)]), part(2)];

  const steps = graph.cast(op('Range', [scalar(0), count, scalar(1)]), 'float32');
  const fade = (distance: string) => op('Exp', [op('Mul', [distance, float(Math.log(DECAY))])]);
  const distance = op('Sub', [op('Unsqueeze', [steps, ints(1)]), op('Unsqueeze', [steps, ints(0)])]);
  const back = graph.cast(op('GreaterOrEqual', [distance, float(0)]), 'float32');
  const fading = op('Mul', [fade(op('Abs', [distance])), back]);
  const length = graph.cast(count, 'float32');
  const sinceStart = op('Unsqueeze', [op('Add', [steps, float(1)]), ints(1)]);
  const toEnd = op('Unsqueeze', [op('Sub', [op('Sub', [length, float(1)]), steps]), ints(1)]);

  const shape = ['batch_size', heads, headDim, headDim];
  const before = graph.cast(graph.input(`past_recurrent.${layer}`, cacheType, shape), 'float32');
  const keyT = op('Transpose', [op('Mul', [key, fade(toEnd)])], { perm: [0, 1, 3, 2] });
  const after = op('Add', [op('Mul', [before, fade(length)]), op('MatMul', [keyT, value])]);
  graph.output(graph.cast(after, cacheType), `present_recurrent.${layer}`, cacheType, shape);

  const scores = op('Mul', [op('MatMul', [query, op('Transpose', [key], { perm: [0, 1, 3, 2] })]), fading]);
  const fromBefore = op('MatMul', [op('Mul', [query, fade(sinceStart)]), before]);
  const seen = op('Add', [op('MatMul', [scores, value]), fromBefore]);
  return graph.matMul(op('ReduceMean', [seen], { axes: [1], keepdims: 0 }), 'recurrentOut', headDim, core);
}

/** Each channel [batch, tokens, channels] over the last few tokens, those of the past included: [batch, channels, tokens]. */
function convolution(graph: Graph, cacheType: Float, layer: number, channels: string): string {
  const { op, ints } = graph;
  const window = WINDOW.length;
  const shape = ['batch_size', LINEAR_CHANNELS, window];
  const past = graph.input(`past_conv.${layer}`, cacheType, shape);
  const fresh = graph.cast(op('Transpose', [channels], { perm: [0, 2, 1] }), cacheType);
  const all = op('Concat', [past, fresh], { axis: 2 });
  graph.output(op('Slice', [all, ints(-window), ints(TO_THE_END), ints(2)]), `present_conv.${layer}`, cacheType, shape);
  const values = graph.cast(all, 'float32');
  const taps = Array.from({ length: window }, (_, i) => {
    const end = i === window - 1 ? TO_THE_END : i + 1 - window;
    return op('Mul', [op('Slice', [values, ints(i + 1), ints(end), ints(2)]), graph.float(WINDOW[i] as number)]);
  });
  return op('Tanh', [taps.reduce((sum, tap) => op('Add', [sum, tap]))]);
}
