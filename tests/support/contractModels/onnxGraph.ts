// Writes an ONNX file: nodes, and weights from a seed. Everything is computed in fp32; what goes in and comes out may be fp16.
import { createRequire } from 'node:module';
import type { onnx as Onnx } from 'onnx-proto';

// A CommonJS file whose exports Node cannot see by name.
const { onnx } = createRequire(import.meta.url)('onnx-proto') as { onnx: typeof Onnx };
const { DataType } = onnx.TensorProto;
const { AttributeType } = onnx.AttributeProto;

/** An end for `Slice` that no axis reaches. */
export const TO_THE_END = 2 ** 31 - 1;

const OPSET = 17;
const BLOCK = 32;
/** Smaller ones stay in the graph, as ONNX Runtime reads shapes from them before it opens the file beside it. */
const EXTERNAL_FROM_BYTES = 256;

export type Float = 'float32' | 'float16';
type ElementType = Float | 'int64' | 'int32' | 'uint8';
const TYPES = {
  float32: DataType.FLOAT,
  float16: DataType.FLOAT16,
  int64: DataType.INT64,
  int32: DataType.INT32,
  uint8: DataType.UINT8,
} as const;

export interface GraphOptions {
  /** Weights of matrices: as they are, or in blocks of 4 bits as `MatMulNBits` takes them. */
  readonly bits: 32 | 4;
  /** The name of the file beside the graph that takes the weights; absent: they stay in the graph. */
  readonly dataFile?: string | undefined;
}

export type Graph = ReturnType<typeof createGraph>;

export function createGraph({ bits, dataFile }: GraphOptions) {
  const node: Onnx.INodeProto[] = [];
  const initializer: Onnx.ITensorProto[] = [];
  const input: Onnx.IValueInfoProto[] = [];
  const output: Onnx.IValueInfoProto[] = [];
  const external: Uint8Array[] = [];
  const names = new Set<string>();
  let externalBytes = 0;

  function tensor(name: string, type: ElementType, dims: readonly number[], data: Uint8Array): string {
    if (names.has(name)) return name;
    names.add(name);
    const proto: Onnx.ITensorProto = { name, dims: [...dims], dataType: TYPES[type] };
    if (dataFile && data.length >= EXTERNAL_FROM_BYTES) {
      const place = { location: dataFile, offset: `${externalBytes}`, length: `${data.length}` };
      proto.dataLocation = onnx.TensorProto.DataLocation.EXTERNAL;
      proto.externalData = Object.entries(place).map(([key, value]) => ({ key, value }));
      external.push(data);
      externalBytes += data.length;
    } else proto.rawData = data;
    initializer.push(proto);
    return name;
  }

  function op(opType: string, inputs: readonly string[], attributes: Attributes = {}, domain = ''): string {
    const name = `${opType}_${node.length}`;
    opInto([name], opType, inputs, attributes, domain);
    return name;
  }

  /** An operator whose outputs have names of their own. */
  function opInto(
    outputs: readonly string[],
    opType: string,
    inputs: readonly string[],
    attributes: Attributes = {},
    domain = '',
  ): void {
    const name = `${opType}_${node.length}`;
    node.push({ name, opType, domain, input: [...inputs], output: [...outputs], attribute: attributesOf(attributes) });
  }

  const floats = (name: string, values: Float32Array, dims: readonly number[] = [values.length]) =>
    tensor(name, 'float32', dims, bytesOf(values));

  function ints(...values: readonly number[]): string {
    return tensor(`ints_${values.join('_')}`, 'int64', [values.length], bytesOf(BigInt64Array.from(values, BigInt)));
  }

  return {
    op,
    opInto,
    floats,
    ints,
    scalar: (value: number) => tensor(`scalar_${value}`, 'int64', [], bytesOf(BigInt64Array.of(BigInt(value)))),
    float: (value: number) => floats(`float_${value}`, Float32Array.of(value), []),

    input(name: string, type: Float | 'int64', shape: readonly (number | string)[]): string {
      input.push(valueInfo(name, type, shape));
      return name;
    },

    /** An output of the graph; of fp16 where it says so, else of the type that `value` has. */
    output(value: string, name: string, type: Float, shape: readonly (number | string)[]): void {
      output.push(valueInfo(name, type, shape));
      if (value !== name) opInto([name], 'Identity', [value]);
    },

    /** To fp32 for computing, or to what goes out. */
    cast: (x: string, to: Float | 'int64' | 'int32') => op('Cast', [x], { to: TYPES[to] }),

    /** `x` times a seeded matrix [rows, columns]; the same name is the same matrix. */
    matMul(x: string, name: string, rows: number, columns: number): string {
      const weights = random(name, rows * columns, 1.7 / Math.sqrt(rows));
      if (bits === 32) return op('MatMul', [x, floats(name, weights, [rows, columns])]);
      const { packed, scales, blocks } = inFourBits(weights, rows, columns);
      const inputs = [
        x,
        tensor(`${name}_q4`, 'uint8', [columns, blocks, BLOCK / 2], packed),
        floats(`${name}_scales`, scales, [columns * blocks]),
      ];
      return op('MatMulNBits', inputs, { K: rows, N: columns, bits: 4, block_size: BLOCK }, 'com.microsoft');
    },

    /** Rows of a seeded table [rows, columns]. */
    gatherRows(ids: string, name: string, rows: number, columns: number, blockQuantized: boolean): string {
      const weights = random(name, rows * columns, 1);
      if (!blockQuantized) return op('Gather', [floats(name, weights, [rows, columns]), ids], { axis: 0 });
      const { packed, scales, blocks } = inFourBits(transposed(weights, rows, columns), columns, rows);
      const inputs = [
        tensor(`${name}_q4`, 'uint8', [rows, columns / 2], packed),
        ids,
        floats(`${name}_scales`, scales, [rows, blocks]),
      ];
      const attributes = { gather_axis: 0, quantize_axis: 1, block_size: BLOCK, bits: 4 };
      return op('GatherBlockQuantized', inputs, attributes, 'com.microsoft');
    },

    encode(): { readonly graph: Uint8Array; readonly data: Uint8Array | undefined } {
      const model = onnx.ModelProto.encode({
        irVersion: 8,
        producerName: 'contract model',
        opsetImport: [
          { domain: '', version: OPSET },
          { domain: 'com.microsoft', version: 1 },
        ],
        graph: { name: 'contract', node, initializer, input, output },
      });
      return { graph: model.finish(), data: dataFile === undefined ? undefined : Buffer.concat(external) };
    },
  };
}

type Attributes = Readonly<Record<string, number | readonly number[]>>;

function attributesOf(attributes: Attributes): Onnx.IAttributeProto[] {
  return Object.entries(attributes).map(([name, value]) =>
    typeof value === 'number'
      ? { name, type: AttributeType.INT, i: value }
      : { name, type: AttributeType.INTS, ints: [...value] },
  );
}

function valueInfo(name: string, type: ElementType, shape: readonly (number | string)[]): Onnx.IValueInfoProto {
  const dim = shape.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size }));
  return { name, type: { tensorType: { elemType: TYPES[type], shape: { dim } } } };
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView) => new Uint8Array(buffer, byteOffset, byteLength);

/** Numbers in -scale..scale that depend on the name alone. */
export function random(name: string, count: number, scale: number): Float32Array {
  let state = 0x9e3779b9;
  for (const character of name) state = Math.imul(state ^ character.charCodeAt(0), 0x01000193);
  return Float32Array.from({ length: count }, () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return (((bits ^ (bits >>> 14)) >>> 0) / 2 ** 31 - 1) * scale;
  });
}

const transposed = (values: Float32Array, rows: number, columns: number) =>
  values.map((_, i) => values[(i % rows) * columns + Math.floor(i / rows)] as number);

/**
 * A matrix [rows, columns] as ONNX Runtime wants it in 4 bits: column by column, in blocks of 32 rows with a scale each, two
 * values a byte, the first in the low half, 8 standing for zero.
 */
function inFourBits(weights: Float32Array, rows: number, columns: number) {
  const blocks = Math.ceil(rows / BLOCK);
  const packed = new Uint8Array((columns * blocks * BLOCK) / 2).fill(0x88);
  const scales = new Float32Array(columns * blocks);
  for (let index = 0; index < scales.length; index++) {
    const [column, first] = [Math.floor(index / blocks), (index % blocks) * BLOCK];
    const values = Array.from(
      { length: Math.min(BLOCK, rows - first) },
      (_, i) => weights[(first + i) * columns + column],
    );
    const scale = Math.max(...values.map((value = 0) => Math.abs(value))) / 7 || 1;
    scales[index] = scale;
    for (const [i, value = 0] of values.entries()) {
      const nibble = Math.round(value / scale) + 8;
      const at = (index * BLOCK + i) >> 1;
      packed[at] = i % 2 ? ((packed[at] ?? 0) & 0x0f) | (nibble << 4) : ((packed[at] ?? 0) & 0xf0) | nibble;
    }
  }
  return { packed, scales, blocks };
}
