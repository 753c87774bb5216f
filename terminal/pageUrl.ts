import type { DeviceChoice } from '../src/vision/api.ts';
import type { Mode } from '../src/worker/api.ts';

/** What the page takes from its address instead of asking a person. */
export interface PageSettings {
  readonly mode: Mode;
  /** The relay that the page came from, where it is left out. */
  readonly relay?: string | undefined;
  readonly modelId?: string | undefined;
  readonly modelHost?: string | undefined;
  readonly device?: DeviceChoice | undefined;
  /** Steps of brightness up to which nothing moved in a camera's frames. */
  readonly still?: string | undefined;
}

/** The page's address with these settings in it, and the start that a person would press. */
export function startedPageUrl(base: string, { mode, relay, modelId, modelHost, device, still }: PageSettings): string {
  const url = new URL(base);
  const settings = { start: '1', mode, relay, model: modelId, modelHost, device, still };
  for (const [name, value] of Object.entries(settings)) if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}
