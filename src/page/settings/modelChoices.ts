import type { ModelChoice } from '../ports.ts';
import { sayMegabytes } from '../words.ts';

/** What the catalogue knows of a model. */
interface CatalogueModel {
  readonly id: string;
  readonly name: string;
  readonly origin: 'page' | 'hub';
  readonly downloadBytes?: number;
}

/** Adds to each model of the catalogue what a person should know before choosing it. */
export const modelChoices = (models: readonly CatalogueModel[]): ModelChoice[] =>
  models.map(({ id, name, origin, downloadBytes }) => ({ id, name, note: noteOf(origin, downloadBytes) }));

function noteOf(origin: CatalogueModel['origin'], downloadBytes: number | undefined): string {
  const size = downloadBytes === undefined ? 'of unknown size' : `about ${sayMegabytes(downloadBytes)}`;
  return origin === 'page'
    ? `${size}, comes with this page. Tiny: it knows only the synthetic scenes of the demo cameras.`
    : `${size}, fetched once from the Hugging Face Hub and kept on this computer.`;
}
