// Where models are kept: one folder a model, flat names in it. Three places behind one interface, best first: OPFS, the
// Cache API, memory.

/** A file that one writer has; it grows at its end. */
export interface OpenFile {
  /** Bytes that are there. */
  readonly size: number;
  /** What is there, from the start, in pieces. */
  pieces(): AsyncIterable<Uint8Array<ArrayBuffer>>;
  /** Rejects with QuotaExceededError where there is no more room. */
  append(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Throws away what is there. */
  clear(): Promise<void>;
  /** Once it resolves, what was appended can be read, now and after a crash. */
  commit(): Promise<void>;
  /** What was appended and not committed may stay or go. */
  close(): Promise<void>;
}

export interface ModelFolder {
  /** Rejects with NoModificationAllowedError while somebody else has it open. */
  open(name: string): Promise<OpenFile>;
  read(name: string): Promise<Blob | undefined>;
  /** All or nothing. */
  writeText(name: string, text: string): Promise<void>;
  /** How many of these bytes find room, as far as the browser tells. */
  room(bytes: number): Promise<number>;
}

export interface FileArea {
  /** Names of the folders. */
  list(): Promise<string[]>;
  /** Made where it is missing. */
  folder(name: string): Promise<ModelFolder>;
  remove(name: string): Promise<void>;
}
