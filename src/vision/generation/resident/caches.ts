// The decoder's caches on the GPU, in buffers that stay. Where the graph can write keys and values in place, past and present
// are one buffer, and its length alone tells what counts. Elsewhere two buffers take turns. What does not grow, the states of
// Qwen3.5's linear layers, always takes turns.
import type { Tensor } from 'onnxruntime-web';
import { cacheInputs, outputOf } from '../caches.ts';
import type { ModelGpu } from '../model.ts';
import { bytesOf, type ElementType, type Session, type Tensors } from '../session.ts';
import { createStorage } from './buffers.ts';

export interface ResidentCaches {
  /** Tokens that are held. */
  readonly length: number;
  /** Whether tokens can be taken back. */
  readonly rewinds: boolean;
  /** Forgets everything, and makes room. */
  clear(capacity: number): void;
  /** What a run over `count` more tokens is fed, and what it fills. */
  step(count: number): { readonly feeds: Tensors; readonly fetches: Tensors };
  /** The run was made, or of its tokens the first `kept` are to stay. */
  advance(count: number, kept?: number): void;
  save(): SavedCaches;
  /** In the place of everything; there must be room. */
  load(saved: SavedCaches): void;
  dispose(): void;
}

/** Copies of caches of one length. */
export interface SavedCaches {
  readonly length: number;
  readonly buffers: readonly GPUBuffer[];
  dispose(): void;
}

interface Entry {
  readonly input: string;
  readonly output: string;
  readonly type: ElementType;
  /** [.., tokens, ..] where it grows. */
  readonly dims: readonly number[];
  /** The axis of the tokens, or -1. */
  readonly axis: number;
}

interface Place {
  past: GPUBuffer;
  present: GPUBuffer;
}

function entriesOf(decoder: Session): Entry[] {
  return cacheInputs(decoder).map(({ name, type, dims }) => ({
    input: name,
    output: outputOf(name),
    type,
    dims,
    axis: dims.indexOf(0),
  }));
}

const product = (dims: readonly number[]): number => dims.reduce((all, size) => all * size, 1);

/** Of what stands before the tokens: each is a run of its own in memory. */
const heads = ({ dims, axis }: Entry): number => product(dims.slice(0, axis));
const bytesOfToken = ({ type, dims, axis }: Entry): number => product(dims.slice(axis + 1)) * bytesOf(type);
const bytesAt = (entry: Entry, length: number): number =>
  entry.axis < 0 ? product(entry.dims) * bytesOf(entry.type) : heads(entry) * bytesOfToken(entry) * length;

export function createResidentCaches(
  { device, tensorOf }: ModelGpu,
  decoder: Session,
  emptyTensor: (type: ElementType, dims: readonly number[]) => Tensor,
  inPlace: boolean,
): ResidentCaches {
  const entries = entriesOf(decoder);
  const staysInPlace = ({ axis }: Entry) => inPlace && axis >= 0;
  const rewinds = inPlace && entries.every(staysInPlace);
  let places: Place[] = [];
  let capacity = 0;
  let length = 0;
  /** In place, the tensors are the same each time. */
  let fixed: Record<string, Tensor> = {};

  const dimsAt = ({ dims, axis }: Entry, tokens: number) => dims.map((size, i) => (i === axis ? tokens : size));
  const tensor = (entry: Entry, buffer: GPUBuffer, tokens: number): Tensor =>
    product(dimsAt(entry, tokens)) === 0
      ? emptyTensor(entry.type, dimsAt(entry, tokens))
      : tensorOf(buffer, entry.type, dimsAt(entry, tokens));

  function free(): void {
    for (const { past, present } of places) {
      past.destroy();
      present.destroy();
    }
    places = [];
    fixed = {};
  }

  function allocate(tokens: number): void {
    free();
    capacity = tokens;
    places = entries.map((entry) => {
      const past = createStorage(device, bytesAt(entry, capacity));
      return { past, present: staysInPlace(entry) ? past : createStorage(device, bytesAt(entry, capacity)) };
    });
    for (const [i, entry] of entries.entries()) {
      if (staysInPlace(entry)) fixed[entry.input] = tensor(entry, (places[i] as Place).past, capacity);
    }
  }

  /** Copies the tokens of each head from one spacing to another. */
  function copy(encoder: GPUCommandEncoder, entry: Entry, from: Spaced, to: Spaced, tokens: number): void {
    if (entry.axis < 0 || from.spacing === to.spacing) {
      encoder.copyBufferToBuffer(from.buffer, 0, to.buffer, 0, Math.ceil(bytesAt(entry, tokens) / 4) * 4);
      return;
    }
    const size = bytesOfToken(entry);
    for (let head = 0; head < heads(entry); head++) {
      encoder.copyBufferToBuffer(
        from.buffer,
        head * from.spacing * size,
        to.buffer,
        head * to.spacing * size,
        tokens * size,
      );
    }
  }

  return {
    get length() {
      return length;
    },
    rewinds,
    clear(wanted) {
      length = 0;
      // What a single long job took is not held for ever.
      if (places.length === 0 || capacity < wanted || capacity > 4 * wanted) allocate(Math.ceil(wanted / 512) * 512);
      const encoder = device.createCommandEncoder();
      for (const [i, entry] of entries.entries()) {
        if (entry.axis < 0) encoder.clearBuffer((places[i] as Place).past);
      }
      device.queue.submit([encoder.finish()]);
    },
    step(count) {
      const feeds: Record<string, Tensor> = {};
      const fetches: Record<string, Tensor> = {};
      for (const [i, entry] of entries.entries()) {
        const { past, present } = places[i] as Place;
        const same = fixed[entry.input];
        feeds[entry.input] = same ?? tensor(entry, past, length);
        fetches[entry.output] = same ?? tensor(entry, present, length + count);
      }
      return { feeds, fetches };
    },
    advance(count, kept = count) {
      length += kept;
      if (kept < count && !rewinds) throw new RangeError('tokens cannot be taken back from these caches');
      for (const place of places) [place.past, place.present] = [place.present, place.past];
    },
    save() {
      const encoder = device.createCommandEncoder();
      const buffers = entries.map((entry, i) => {
        const { past } = places[i] as Place;
        const buffer = createStorage(device, bytesAt(entry, length));
        copy(encoder, entry, { buffer: past, spacing: spacingOf(entry) }, { buffer, spacing: length }, length);
        return buffer;
      });
      device.queue.submit([encoder.finish()]);
      return {
        length,
        buffers,
        dispose() {
          for (const buffer of buffers) buffer.destroy();
        },
      };
    },
    load(saved) {
      length = saved.length;
      const encoder = device.createCommandEncoder();
      for (const [i, entry] of entries.entries()) {
        const from = { buffer: saved.buffers[i] as GPUBuffer, spacing: length };
        copy(encoder, entry, from, { buffer: (places[i] as Place).past, spacing: spacingOf(entry) }, length);
      }
      device.queue.submit([encoder.finish()]);
    },
    dispose: free,
  };

  function spacingOf(entry: Entry): number {
    return staysInPlace(entry) ? capacity : length;
  }
}

interface Spaced {
  readonly buffer: GPUBuffer;
  /** Tokens from one head to the next. */
  readonly spacing: number;
}
