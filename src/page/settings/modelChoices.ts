import { saySize } from '../../platform/saySize.ts';
import type { ModelChoice } from '../ports.ts';

/** What the catalogue knows of a model. */
interface CatalogueModel {
  readonly id: string;
  readonly name: string;
  readonly origin: 'page' | 'hub';
  readonly withF16: { readonly downloadBytes?: number };
  readonly withoutF16: { readonly downloadBytes?: number };
  readonly licence?: string;
}

/** Adds to each model of the catalogue what a person should know before choosing it. */
export const modelChoices = (models: readonly CatalogueModel[]): ModelChoice[] =>
  models.map((model) => ({ id: model.id, name: model.name, facts: factsOf(model), note: NOTES[model.origin] }));

const NOTES: { readonly [O in CatalogueModel['origin']]: string } = {
  page: 'Comes with this page. Tiny: it knows only the synthetic scenes of the demo cameras.',
  hub: 'Fetched once from the Hugging Face Hub and kept on this computer.',
};

const factsOf = ({ withF16, withoutF16, licence }: CatalogueModel): string =>
  [sizes(withF16.downloadBytes, withoutF16.downloadBytes) ?? 'size unknown', licence].filter(Boolean).join(', ');

/** Which of the two it is depends on the GPU. */
function sizes(one: number | undefined, other: number | undefined): string | undefined {
  if (one === undefined || other === undefined) return undefined;
  const [low, high] = [saySize(Math.min(one, other)), saySize(Math.max(one, other))];
  return low === high ? low : `${low} to ${high}`;
}
