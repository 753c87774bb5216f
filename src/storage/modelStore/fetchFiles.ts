// Some files of one model, from what the host says of them to their last byte.

import { saySize } from '../../platform/saySize.ts';
import { createProgressReports, type ProgressReports } from './downloadProgress.ts';
import { type FilePorts, fetchFile } from './fetchFile.ts';
import type { ModelFolder } from './fileArea.ts';
import { type FileFacts, isSameFile } from './fileFacts.ts';
import { isThere, nameOf } from './manifest.ts';
import type { WantedFile } from './modelFiles.ts';
import { askFacts, type HostPorts, refusal } from './modelHost.ts';
import type { ModelRequest, OpenModel } from './openModel.ts';
import { sideBySide } from './sideBySide.ts';
import { StoreError } from './storeFailure.ts';

/** More streams share the same line, and a hub counts requests. */
const AT_ONCE = 3;

interface AskedFile {
  readonly path: string;
  readonly facts: FileFacts | 'absent';
}

export async function fetchFiles(model: OpenModel, files: readonly WantedFile[], ports: FilePorts): Promise<void> {
  const { request, folder, manifest, save } = model;
  if (files.every(({ path }) => isThere(manifest.files[path], request.revision))) return;
  // All of them: where a branch has moved, what came before is of another commit.
  const asked = await Promise.all(files.map((file) => askFile(file, request, ports)));
  await takeDown(model, asked);
  const missing = asked.filter(({ path }) => !isThere(manifest.files[path], request.revision));
  const sizes = await Promise.all(
    asked.map(async ({ path, facts }) => ({
      file: path,
      loadedBytes: await sizeOf(folder, path),
      totalBytes: facts === 'absent' ? 0 : (facts.size ?? 0),
    })),
  );
  await checkRoom(
    folder,
    sizes.reduce((sum, { loadedBytes, totalBytes }) => sum + Math.max(0, totalBytes - loadedBytes), 0),
  );
  await save();
  const reports = createProgressReports(
    sizes.filter((_, index) => asked[index]?.facts !== 'absent'),
    { clock: ports.clock, hold: request.hold, report: request.onProgress },
  );
  try {
    await sideBySide(missing, AT_ONCE, request.signal, ({ path }, signal) =>
      bring(model, path, reports, signal, ports),
    );
  } finally {
    reports.stop();
  }
}

async function askFile({ path, optional }: WantedFile, request: ModelRequest, ports: HostPorts): Promise<AskedFile> {
  const url = request.baseUrl + path;
  const facts = await askFacts(url, ports, request.signal);
  if (facts === 'absent' && !optional) throw refusal(url, 404);
  return { path, facts };
}

/**
 * Takes into the manifest what was heard. Bytes of another version are gone before the new version is written down, so
 * that no crash can join the two.
 */
async function takeDown({ request, folder, manifest, save }: OpenModel, asked: readonly AskedFile[]): Promise<void> {
  const { revision } = request;
  const known = { ...manifest.files };
  const isKept = ({ path, facts }: AskedFile): boolean => {
    const file = known[path];
    return facts !== 'absent' && file?.type === 'file' && isSameFile(file, facts);
  };
  const others = asked.filter((file) => !isKept(file));
  for (const { path } of others) delete manifest.files[path];
  if (others.some(({ path }) => known[path])) await save();
  for (const { path } of others) if ((await sizeOf(folder, path)) > 0) await clear(folder, path);
  for (const file of asked) {
    const { path, facts } = file;
    const before = known[path];
    const whole = isKept(file) && before?.type === 'file' && before.whole;
    manifest.files[path] =
      facts === 'absent' ? { type: 'absent', revision } : { type: 'file', revision, ...facts, whole };
  }
}

async function checkRoom(folder: ModelFolder, missingBytes: number): Promise<void> {
  const roomBytes = await folder.room(missingBytes);
  if (roomBytes >= missingBytes) return;
  const message = `The model needs ${saySize(missingBytes)} more, and this browser has room for ${saySize(roomBytes)}. Remove a stored model, or free space on the disk, then load again.`;
  throw new StoreError('no-space', message);
}

async function bring(
  { request, folder, manifest, save }: OpenModel,
  path: string,
  reports: ProgressReports,
  signal: AbortSignal,
  ports: FilePorts,
): Promise<void> {
  const entry = manifest.files[path];
  if (entry?.type !== 'file') return;
  const file = await folder.open(nameOf(path));
  try {
    const onBytes = (there: number, arrived: number): void => reports.set(path, there, arrived);
    const job = { url: request.baseUrl + path, facts: entry, file, hold: request.hold, signal, onBytes };
    await fetchFile(job, ports);
  } finally {
    await file.close();
  }
  manifest.files[path] = { ...entry, whole: true };
  await save();
}

async function sizeOf(folder: ModelFolder, path: string): Promise<number> {
  return (await folder.read(nameOf(path)))?.size ?? 0;
}

async function clear(folder: ModelFolder, path: string): Promise<void> {
  const file = await folder.open(nameOf(path));
  try {
    await file.clear();
    await file.commit();
  } finally {
    await file.close();
  }
}
