// The two graphs that make rows for the decoder: of tokens, and of images. Small vectors are computed with, and repeated to the
// width of the real model, each column with a factor of its own.
import type { Contract } from './families.ts';
import { createGraph, type Float, type Graph, type GraphOptions, random, TO_THE_END } from './onnxGraph.ts';

export const rowType = ({ halfRows }: Contract): Float => (halfRows ? 'float16' : 'float32');
export const rowWidth = ({ width, taps }: Contract): number => width * (1 + taps);

/** `x` [.., core] as [.., width]. */
function widen(graph: Graph, { width, core }: Contract, x: string, leadingDims: number): string {
  const repeated = graph.op('Tile', [x, graph.ints(...Array<number>(leadingDims).fill(1), width / core)]);
  return graph.op('Mul', [repeated, graph.floats('columns', columnFactors(width))]);
}

/** Near 1, so that the mean over the repetitions is near what was repeated. */
const columnFactors = (width: number): Float32Array => random('columns', width, 0.4).map((value) => value + 1);

export function embedGraph(contract: Contract, options: GraphOptions) {
  const graph = createGraph(options);
  const { vocabulary, core, taps, width, blockQuantizedEmbeddings } = contract;
  const ids = graph.input('input_ids', 'int64', ['batch_size', 'sequence_length']);
  let rows = widen(graph, contract, graph.gatherRows(ids, 'embed', vocabulary, core, blockQuantizedEmbeddings), 2);
  if (taps > 0) {
    const nothing = graph.op('Mul', [rows, graph.float(0)]);
    rows = graph.op('Concat', [rows, ...Array<string>(taps).fill(nothing)], { axis: -1 });
  }
  const type = rowType(contract);
  graph.output(graph.cast(rows, type), 'inputs_embeds', type, ['batch_size', 'sequence_length', width * (1 + taps)]);
  return graph.encode();
}

/** Patches see those of their own frame; four of them, a square, make a row. */
export function visionGraph(contract: Contract, options: GraphOptions) {
  const graph = createGraph(options);
  const { op, ints, float } = graph;
  const { core, taps, patchSize } = contract;
  const valuesOfPatch = 3 * 2 * patchSize * patchSize;
  const pixels = graph.input('pixel_values', 'float32', ['patches', valuesOfPatch]);
  const grid = graph.input(contract.gridName, 'int64', ['images', 3]);
  const { row, column, frame } = places(graph, pixels, grid);

  let x = op('Tanh', [graph.matMul(pixels, 'patch', valuesOfPatch, core)]);
  for (const [name, place] of Object.entries({ row, column })) {
    const angles = op('Mul', [graph.cast(place, 'float32'), graph.floats(name, random(name, core, 1.5), [1, core])]);
    x = op('Add', [x, op('Sin', [angles])]);
  }
  const [query, key, value] = ['query', 'key', 'value'].map((name) => graph.matMul(x, name, core, core)) as Three;
  // As floats: integers would be compared on the processor, and the square of the patches be carried up.
  const ofFrame = graph.cast(frame, 'float32');
  const same = graph.cast(op('Equal', [ofFrame, op('Transpose', [ofFrame], { perm: [1, 0] })]), 'float32');
  const scores = op('Div', [op('MatMul', [query, op('Transpose', [key], { perm: [1, 0] })]), float(Math.sqrt(core))]);
  const bias = op('Mul', [op('Sub', [same, float(1)]), float(1e9)]);
  x = op('Add', [x, op('MatMul', [op('Softmax', [op('Add', [scores, bias])], { axis: -1 }), value])]);

  const squares = op('Reshape', [x, ints(-1, 4 * core)]);
  const merged = Array.from({ length: 1 + taps }, (_, tap) =>
    widen(graph, contract, op('Tanh', [graph.matMul(squares, `merge${tap}`, 4 * core, core)]), 1),
  );
  const rows = taps > 0 ? op('Concat', merged, { axis: -1 }) : (merged[0] as string);
  const type = rowType(contract);
  graph.output(graph.cast(rows, type), 'image_features', type, ['merged_patches', rowWidth(contract)]);
  return graph.encode();
}

type Three = [string, string, string];

/** Where each patch is, each [patches, 1]: its row and column in its frame, and the number of that frame among all. */
function places({ op, ints, scalar }: Graph, pixels: string, grid: string) {
  const axis = (index: number) => op('Gather', [grid, scalar(index)], { axis: 1 });
  const [times, heights, widths] = [axis(0), axis(1), axis(2)];
  const frameSize = op('Mul', [heights, widths]);
  const size = op('Mul', [times, frameSize]);
  const ends = op('CumSum', [size, scalar(0)]);
  const framesBefore = op('Sub', [op('CumSum', [times, scalar(0)]), times]);

  const count = op('Gather', [op('Shape', [pixels]), scalar(0)]);
  const patch = op('Unsqueeze', [op('Range', [scalar(0), count, scalar(1)]), ints(1)]);
  const isPast = op('Cast', [op('GreaterOrEqual', [patch, op('Unsqueeze', [ends, ints(0)])])], { to: 7 });
  const image = op('ReduceSum', [isPast, ints(1)], { keepdims: 1 });
  const of = (values: string) => op('Gather', [values, image]);

  const inImage = op('Sub', [patch, of(op('Sub', [ends, size]))]);
  const frame = op('Add', [of(framesBefore), op('Div', [inImage, of(frameSize)])]);
  const inFrame = op('Mod', [inImage, of(frameSize)]);
  const square = op('Div', [inFrame, scalar(4)]);
  const inSquare = op('Mod', [inFrame, scalar(4)]);
  const squaresInRow = op('Div', [of(widths), scalar(2)]);
  const twice = (value: string, more: string) => op('Add', [op('Mul', [value, scalar(2)]), more]);
  return {
    frame,
    row: twice(op('Div', [square, squaresInRow]), op('Div', [inSquare, scalar(2)])),
    column: twice(op('Mod', [square, squaresInRow]), op('Mod', [inSquare, scalar(2)])),
  };
}

/** The rows' main part, and the part of each tap, each [.., core]. */
export function narrow(graph: Graph, contract: Contract, rows: string): string[] {
  const { width, core, taps } = contract;
  const { op, ints } = graph;
  return Array.from({ length: 1 + taps }, (_, tap) => {
    const end = tap === taps ? TO_THE_END : (tap + 1) * width;
    const part = taps > 0 ? op('Slice', [rows, ints(tap * width), ints(end), ints(2)]) : rows;
    const scaled = op('Mul', [part, graph.floats('columns', columnFactors(width))]);
    return op('ReduceMean', [op('Reshape', [scaled, ints(0, 0, width / core, core)])], { axes: [2], keepdims: 0 });
  });
}
