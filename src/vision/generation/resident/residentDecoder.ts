// The decoder with everything on the GPU: rows, caches, logits, and the token that was picked. What the processor hears of a
// token is its number.
import type { Tensor } from 'onnxruntime-web';
import type { Decoder, NextOptions } from '../decoder.ts';
import { readFloats } from '../floats.ts';
import type { Levers } from '../levers.ts';
import type { Model, ModelGpu, Prompt } from '../model.ts';
import { type Prefixes, prefixLength } from '../prefixes.ts';
import type { RunQueue } from '../runQueue.ts';
import { bytesOf, tensorInfo } from '../session.ts';
import type { Sight } from '../sight.ts';
import { createScratch } from './buffers.ts';
import type { ResidentCaches, SavedCaches } from './caches.ts';
import { createPicker, MAX_PICKS } from './picker.ts';
import type { Rows } from './rows.ts';

export interface ResidentParts {
  readonly model: Model;
  readonly gpu: ModelGpu;
  readonly run: RunQueue;
  readonly rows: Rows;
  readonly caches: ResidentCaches;
  readonly sight: Sight<GPUBuffer>;
  readonly prefixes: Prefixes<SavedCaches> | undefined;
  readonly readEvery: Levers['readEvery'];
}

/** Graphs without `num_logits_to_keep` give logits behind each token of a prompt: it is fed in pieces, so that they have room. */
const MAX_LOGITS_BYTES = 128 * 2 ** 20;

export function createResidentDecoder(parts: ResidentParts): Decoder & { dispose(): void } {
  const { model, gpu, run, rows, caches, sight, prefixes, readEvery } = parts;
  const { decoder_model_merged: session } = model.sessions;
  const { device, tensorOf } = gpu;
  const vocabulary = model.vocabularySize;
  const { type: logitsType } = tensorInfo(session.outputMetadata, 'logits');
  const type = logitsType === 'float16' ? 'float16' : 'float32';
  const rowBytes = vocabulary * bytesOf(type);
  const keepsLogits = session.inputNames.includes('num_logits_to_keep');
  const pieceTokens = keepsLogits ? Number.POSITIVE_INFINITY : Math.floor(MAX_LOGITS_BYTES / rowBytes);
  const picker = createPicker(device, vocabulary);
  const logits = createScratch(device);
  /** Of ones, as all that was fed counts. */
  let mask = new BigInt64Array();
  let position = 0;
  /** Row of the logits behind the newest token, as long as nothing was picked there. */
  let openRow: number | undefined;
  let newest: number | undefined;

  /** Runs over rows that follow those before. @returns how many rows of logits there are */
  async function feed(embeds: Tensor, positions: Prompt['positions'], keep: number): Promise<number> {
    const count = embeds.dims[1] as number;
    const kept = keepsLogits ? keep : count;
    const total = caches.length + count;
    const { feeds, fetches } = caches.step(count);
    await run(() =>
      session.run(
        {
          inputs_embeds: embeds,
          attention_mask: model.makeTensor('int64', mask.subarray(0, total), [1, total]),
          position_ids: model.makeTensor('int64', BigInt64Array.from(positions.flat(), BigInt), [3, 1, count]),
          ...(keepsLogits && { num_logits_to_keep: model.makeTensor('int64', BigInt64Array.of(BigInt(kept)), []) }),
          ...feeds,
        },
        { logits: tensorOf(logits.atLeast(kept * rowBytes), type, [1, kept, vocabulary]), ...fetches },
      ),
    );
    return kept;
  }

  /** Feeds tokens of the answer. */
  async function feedAnswer(embeds: Tensor): Promise<void> {
    const count = embeds.dims[1] as number;
    const following = Array.from({ length: count }, (_, i) => position + i);
    await feed(embeds, [following, following, following], count);
  }

  const pick = (slot: number, firstRow: number, count: number, masks: NextOptions['masks']) =>
    picker.pick({ buffer: logits.atLeast(0), type, firstRow, rows: count }, slot, masks);

  /** One token after another, read together. */
  async function runAhead(count: number): Promise<readonly number[]> {
    for (let slot = 0; slot < count; slot++) {
      if (openRow === undefined) {
        // The newest pick is still where the picker put it.
        await feedAnswer(await rows.embedPicked(picker.nextId));
        caches.advance(1);
        position += 1;
      }
      pick(slot, openRow ?? 0, 1, undefined);
      openRow = undefined;
    }
    return picker.read(count);
  }

  /** The newest token and a draft in one run: as many of the draft are kept as the model would have said itself. */
  async function verify(draft: readonly number[], masks: NextOptions['masks']): Promise<readonly number[]> {
    if (openRow !== undefined || newest === undefined) {
      pick(0, openRow ?? 0, 1, masks);
      openRow = undefined;
      return picker.read(1);
    }
    const fed = [newest, ...draft];
    await feedAnswer(await rows.embed(fed));
    pick(0, 0, fed.length, masks);
    const picks = await picker.read(fed.length);
    const wrong = draft.findIndex((id, i) => id !== picks[i]);
    const right = wrong < 0 ? draft.length : wrong;
    caches.advance(fed.length, right + 1);
    position += right + 1;
    // The picker left the last row's pick for the run that follows.
    if (right < draft.length) device.queue.writeBuffer(picker.nextId, 0, Uint32Array.of(picks[right] as number, 0));
    return picks.slice(0, right + 1);
  }

  return {
    verifies: caches.rewinds,
    async start(prompt, most) {
      const { ids, positions } = prompt;
      const features = await Promise.all(prompt.images.map((image) => sight.see(image)));
      const room = ids.length + most + MAX_PICKS;
      caches.clear(room);
      if (mask.length < room) mask = new BigInt64Array(room).fill(1n);
      const prefix = prefixes ? ids.slice(0, prefixLength(prompt, model.isPad)) : [];
      const saved = prefixes?.find(prefix);
      if (saved) caches.load(saved);
      for (let from = caches.length; from < ids.length; ) {
        const end = from < prefix.length ? prefix.length : ids.length;
        const to = Math.min(end, from + pieceTokens);
        const embeds = await rows.embed(ids.slice(from, to));
        rows.putImages(prompt, features, from, to);
        openRow =
          (await feed(
            embeds,
            positions.map((axis) => axis.slice(from, to)),
            1,
          )) - 1;
        caches.advance(to - from);
        if (to === prefix.length) prefixes?.keep(prefix, caches.save());
        from = to;
      }
      position = prompt.nextPosition;
      newest = undefined;
    },
    async next({ draft, masks, most }) {
      const said = masks || draft.length > 0 ? await verify(draft, masks) : await runAhead(Math.min(readEvery, most));
      newest = said.at(-1);
      return said;
    },
    async firstLogits() {
      return readFloats(await readRow(device, logits.atLeast(0), (openRow ?? 0) * rowBytes, rowBytes, type, model));
    },
    end() {},
    dispose() {
      for (const each of [rows, caches, picker, logits]) each.dispose();
      prefixes?.dispose();
    },
  };
}

async function readRow(
  device: GPUDevice,
  buffer: GPUBuffer,
  offset: number,
  bytes: number,
  type: 'float32' | 'float16',
  { makeTensor }: Model,
): Promise<Tensor> {
  const readable = device.createBuffer({ size: bytes, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
  try {
    const encoder = device.createCommandEncoder();
    encoder.copyBufferToBuffer(buffer, offset, readable, 0, bytes);
    device.queue.submit([encoder.finish()]);
    await readable.mapAsync(GPUMapMode.READ);
    const data = readable.getMappedRange().slice(0);
    const values = type === 'float16' ? new Uint16Array(data) : new Float32Array(data);
    return makeTensor(type, values, [values.length]);
  } finally {
    readable.destroy();
  }
}
