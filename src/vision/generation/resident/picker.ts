// The most likely token that may come, found on the GPU: of 600 kB of logits, 4 bytes come back. Compared are the bits of the
// numbers, brought into an order, as shaders need not know NaN: NaN and -Infinity are never picked, the first of equals is.
import type { MaskRows } from '../../constrain/constraint.ts';

/** Tokens that can be picked before they are read. */
export const MAX_PICKS = 16;

export interface Logits {
  readonly buffer: GPUBuffer;
  readonly type: 'float32' | 'float16';
  /** The row that is picked from first. */
  readonly firstRow: number;
  readonly rows: number;
}

export interface Picker {
  /** Submits the picking from each row; picks land in the slots from `slot` on, the last one also where `nextId` is. */
  pick(logits: Logits, slot: number, masks: MaskRows | undefined): void;
  /** @throws RangeError where a row gave no token: a GPU that computes wrong, or a broken model */
  read(count: number): Promise<readonly number[]>;
  /** i64 [1]: the newest pick, to be fed without a detour. */
  readonly nextId: GPUBuffer;
  dispose(): void;
}

const GROUPS = 32;
const THREADS = 256;
const NOTHING = 0xffff_ffff;

const shader = (type: Logits['type']) => /* wgsl */ `
struct Params { vocabulary: u32, firstRow: u32, slot: u32, maskWords: u32, rows: u32 }
@group(0) @binding(0) var<storage, read> logits: array<u32>;
@group(0) @binding(1) var<storage, read> masks: array<u32>;
@group(0) @binding(2) var<storage, read_write> best: array<vec2<u32>>;
@group(0) @binding(3) var<storage, read_write> picks: array<u32>;
@group(0) @binding(4) var<storage, read_write> nextId: array<u32>;
@group(0) @binding(5) var<uniform> params: Params;

fn bitsOf(i: u32) -> u32 {
  ${
    type === 'float32'
      ? 'return logits[i];'
      : `let pair = unpack2x16float(logits[i >> 1u]);
  return bitcast<u32>(select(pair.x, pair.y, (i & 1u) == 1u));`
  }
}

// In the order of the numbers; 0 for what is none.
fn keyOf(bits: u32) -> u32 {
  if ((bits & 0x7fffffffu) > 0x7f800000u || bits == 0xff800000u) { return 0u; }
  if ((bits & 0x7fffffffu) == 0u) { return 0x80000000u; }
  return select(bits | 0x80000000u, ~bits, (bits >> 31u) == 1u);
}

fn better(a: vec2<u32>, b: vec2<u32>) -> vec2<u32> {
  return select(b, a, a.x > b.x || (a.x == b.x && a.y < b.y));
}

var<workgroup> found: array<vec2<u32>, ${THREADS}>;

@compute @workgroup_size(${THREADS})
fn search(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  let row = group.y;
  let start = (params.firstRow + row) * params.vocabulary;
  var mine = vec2(0u, ${NOTHING}u);
  for (var id = group.x * ${THREADS}u + thread; id < params.vocabulary; id += ${GROUPS * THREADS}u) {
    let may = params.maskWords == 0u || ((masks[row * params.maskWords + (id >> 5u)] >> (id & 31u)) & 1u) == 1u;
    let key = select(0u, keyOf(bitsOf(start + id)), may);
    if (key > mine.x) { mine = vec2(key, id); }
  }
  found[thread] = mine;
  for (var half = ${THREADS / 2}u; half > 0u; half >>= 1u) {
    workgroupBarrier();
    if (thread < half) { found[thread] = better(found[thread], found[thread + half]); }
  }
  if (thread == 0u) { best[row * ${GROUPS}u + group.x] = found[0]; }
}

@compute @workgroup_size(${MAX_PICKS})
fn choose(@builtin(local_invocation_index) row: u32) {
  if (row >= params.rows) { return; }
  var pick = best[row * ${GROUPS}u];
  for (var i = 1u; i < ${GROUPS}u; i++) { pick = better(pick, best[row * ${GROUPS}u + i]); }
  picks[params.slot + row] = pick.y;
  if (row == params.rows - 1u) { nextId[0] = pick.y; nextId[1] = 0u; }
}
`;

export function createPicker(device: GPUDevice, vocabulary: number): Picker {
  const maskWords = Math.ceil(vocabulary / 32);
  const { STORAGE, UNIFORM, COPY_SRC, COPY_DST, MAP_READ } = GPUBufferUsage;
  const buffer = (size: number, usage: number) => device.createBuffer({ size, usage });
  const masksBuffer = buffer(MAX_PICKS * maskWords * 4, STORAGE | COPY_DST);
  const best = buffer(MAX_PICKS * GROUPS * 8, STORAGE);
  const picks = buffer(MAX_PICKS * 4, STORAGE | COPY_SRC);
  const nextId = buffer(8, STORAGE | COPY_SRC | COPY_DST);
  const params = buffer(20, UNIFORM | COPY_DST);
  const readable = buffer(MAX_PICKS * 4, MAP_READ | COPY_DST);
  const pipelines = new Map<Logits['type'], ReturnType<typeof makePipelines>>();
  let bound: { readonly logits: GPUBuffer; readonly group: GPUBindGroup } | undefined;

  function makePipelines(type: Logits['type']) {
    const module = device.createShaderModule({ code: shader(type) });
    const visibility = GPUShaderStage.COMPUTE;
    const bindGroupLayout = device.createBindGroupLayout({
      entries: (['read-only-storage', 'read-only-storage', 'storage', 'storage', 'storage', 'uniform'] as const).map(
        (kind, binding) => ({ binding, visibility, buffer: { type: kind } }),
      ),
    });
    const layout = device.createPipelineLayout({ bindGroupLayouts: [bindGroupLayout] });
    const pipeline = (entryPoint: string) => device.createComputePipeline({ layout, compute: { module, entryPoint } });
    return { bindGroupLayout, search: pipeline('search'), choose: pipeline('choose') };
  }

  function bind(layout: GPUBindGroupLayout, logits: GPUBuffer): GPUBindGroup {
    if (bound?.logits === logits) return bound.group;
    const buffers = [logits, masksBuffer, best, picks, nextId, params];
    const entries = buffers.map((each, binding) => ({ binding, resource: { buffer: each } }));
    bound = { logits, group: device.createBindGroup({ layout, entries }) };
    return bound.group;
  }

  return {
    nextId,
    pick({ buffer: logits, type, firstRow, rows }, slot, masks) {
      const pipeline = pipelines.get(type) ?? makePipelines(type);
      pipelines.set(type, pipeline);
      if (masks)
        device.queue.writeBuffer(masksBuffer, 0, masks.masks.buffer, masks.masks.byteOffset, rows * maskWords * 4);
      device.queue.writeBuffer(params, 0, Uint32Array.of(vocabulary, firstRow, slot, masks ? maskWords : 0, rows));
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      pass.setBindGroup(0, bind(pipeline.bindGroupLayout, logits));
      pass.setPipeline(pipeline.search);
      pass.dispatchWorkgroups(GROUPS, rows);
      pass.setPipeline(pipeline.choose);
      pass.dispatchWorkgroups(1);
      pass.end();
      device.queue.submit([encoder.finish()]);
    },
    async read(count) {
      const encoder = device.createCommandEncoder();
      encoder.copyBufferToBuffer(picks, 0, readable, 0, count * 4);
      device.queue.submit([encoder.finish()]);
      await readable.mapAsync(GPUMapMode.READ, 0, count * 4);
      const ids = [...new Uint32Array(readable.getMappedRange(0, count * 4))];
      readable.unmap();
      if (ids.includes(NOTHING)) throw new RangeError('the model gave no token: its numbers are not numbers');
      return ids;
    },
    dispose() {
      for (const each of [masksBuffer, best, picks, nextId, params, readable]) each.destroy();
    },
  };
}
