import { words } from '../language/language.ts';
import type { ModelChoice } from '../ports.ts';
import { saySize } from '../words.ts';

/** What the catalogue knows of a model. */
interface CatalogueModel {
  readonly id: string;
  readonly name: string;
  readonly origin: 'page' | 'hub';
  readonly withF16: { readonly downloadBytes?: number };
  readonly withoutF16: { readonly downloadBytes?: number };
  readonly licence?: string;
  readonly tasks?: 'all' | 'demo';
  readonly tokenSide?: number;
}

/** Adds to each model of the catalogue what a person should know before choosing it. */
export const modelChoices = (models: readonly CatalogueModel[]): ModelChoice[] =>
  models.map((model) => ({
    id: model.id,
    name: model.name,
    // Read where they are drawn: the language may change.
    get facts() {
      return factsOf(model);
    },
    get note() {
      return words.value.settings.modelNotes[model.origin];
    },
    ...(model.tasks === 'demo' && { demo: true }),
    ...(model.tokenSide && { tokenSide: model.tokenSide }),
  }));

const factsOf = ({ withF16, withoutF16, licence }: CatalogueModel): string =>
  [sizes(withF16.downloadBytes, withoutF16.downloadBytes) ?? words.value.settings.sizeUnknown, licence]
    .filter(Boolean)
    .join(', ');

/** Which of the two it is depends on the GPU. */
function sizes(one: number | undefined, other: number | undefined): string | undefined {
  if (one === undefined || other === undefined) return undefined;
  const [low, high] = [saySize(Math.min(one, other)), saySize(Math.max(one, other))];
  return low === high ? low : words.value.settings.sizes(low, high);
}
