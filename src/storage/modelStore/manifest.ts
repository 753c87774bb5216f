// What is written down of each stored model, beside its files. Light, and without a network: every thread may read it.
import * as v from 'valibot';
import type { ModelFolder } from './fileArea.ts';

/** No path of a model is encoded to this. */
const NAME = '+manifest.json';

const storedFileSchema = v.variant('type', [
  v.object({
    type: v.literal('file'),
    /** The revision that was asked for when the file was last found to be the hub's. */
    revision: v.string(),
    /** Undefined where the host did not say. */
    size: v.optional(v.number()),
    etag: v.optional(v.string()),
    sha256: v.optional(v.string()),
    whole: v.boolean(),
  }),
  /** The hub has no such file; an optional one, which is not asked for again. */
  v.object({ type: v.literal('absent'), revision: v.string() }),
]);

const manifestSchema = v.object({
  modelId: v.string(),
  revision: v.string(),
  lastUsedMs: v.number(),
  /** Paths that the newest load asked for; empty until that is known. */
  wanted: v.array(v.string()),
  files: v.record(v.string(), storedFileSchema),
});

export type StoredFile = v.InferOutput<typeof storedFileSchema>;
export type Manifest = v.InferOutput<typeof manifestSchema>;

/** Undefined where there is none, or none that can be read: what lies beside it is then not trusted. */
export async function readManifest(folder: ModelFolder): Promise<Manifest | undefined> {
  try {
    const text = await (await folder.read(NAME))?.text();
    return text === undefined ? undefined : v.parse(manifestSchema, JSON.parse(text));
  } catch {
    return undefined;
  }
}

export function writeManifest(folder: ModelFolder, manifest: Manifest): Promise<void> {
  return folder.writeText(NAME, JSON.stringify(manifest));
}

/** Names of files and folders hold no slashes. */
export const nameOf = (path: string): string => encodeURIComponent(path);

export const isThere = (file: StoredFile | undefined, revision: string): boolean =>
  file !== undefined && file.revision === revision && (file.type === 'absent' || file.whole);
