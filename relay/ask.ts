/** What a camera's jobs ask of a worker, as it goes into their `metadata`. Nothing is checked: that is the worker's to do. */
export interface AskMetadata {
  readonly task?: string;
  readonly prompt?: string;
  readonly labels?: readonly string[];
  readonly language?: string;
  readonly max_tokens?: number;
}

const KEYS = ['task', 'prompt', 'labels', 'language', 'max_tokens'] as const satisfies (keyof AskMetadata)[];

export const askOf = (metadata: Readonly<Record<string, unknown>>): AskMetadata =>
  Object.fromEntries(KEYS.filter((key) => key in metadata).map((key) => [key, metadata[key]]));
