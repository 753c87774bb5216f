// The gate's figures in words, for who has not pressed Start yet.
import { words } from '../language/language.ts';
import type { GateView, ModelChoice } from '../ports.ts';
import { sayShort, saySize } from '../words.ts';

type Obstacle = GateView['obstacle'] & object;

/** What a person calls a model. */
export const nameOf = (models: readonly ModelChoice[], modelId: string): string =>
  models.find(({ id }) => id === modelId)?.name ?? modelId;

/** Why the model cannot run here, and what to do. */
export function sayObstacle(
  { reason, needsBytes = 0, givesBytes = 0 }: Obstacle,
  modelName: string,
): { readonly message: string; readonly remedy: string } {
  const { obstacle, obstacleRemedy } = words.value.settings;
  const message = obstacle[reason];
  const [needs, gives] = [saySize(needsBytes), saySize(givesBytes)];
  const remedy = obstacleRemedy[reason];
  if (typeof message === 'string') return { message, remedy };
  // Who needs fewer of them takes the first ones.
  return {
    message: reason === 'no-room' ? obstacle['no-room'](needs, gives) : message(modelName, needs, gives),
    remedy,
  };
}

/** What will do the work. */
export function sayDevice({ device, deviceName, slow, processorReason = 'chosen' }: GateView): string {
  const say = words.value.settings.device;
  if (device === 'wasm') return say.processor[processorReason];
  return slow ? say.emulated(deviceName) : say.gpu(deviceName);
}

/** What is still to come, and what is here. */
export function sayDownload({ downloadBytes, storedBytes }: GateView): string {
  const say = words.value.settings.download;
  if (downloadBytes === undefined) return storedBytes > 0 ? say.partly(saySize(storedBytes)) : say.untold;
  if (storedBytes >= downloadBytes) return say.stored(saySize(downloadBytes));
  return storedBytes > 0 ? say.rest(saySize(downloadBytes), saySize(storedBytes)) : say.whole(saySize(downloadBytes));
}

/** What it takes besides, as far as known. */
export function sayRoom({ freeBytes, memoryBytes }: GateView): string {
  const { memory, disk, diskUnknown } = words.value.settings;
  const room = freeBytes === undefined ? diskUnknown : disk(saySize(freeBytes));
  return memoryBytes === undefined ? room : `${memory(saySize(memoryBytes))} ${room}`;
}

/** How long a frame will take. */
export function sayExpectation({ expectation }: GateView): string {
  const say = words.value.settings.expectation;
  return expectation.type === 'measured'
    ? say.measured(sayShort(expectation.secondsPerFrame * 1000))
    : say[expectation.type];
}
