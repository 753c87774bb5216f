// All that Try it holds, from its opening to its closing: the picture, the questions, and their answers.
import { computed, type ReadonlySignal } from '@preact/signals';
import { createImageUrls } from '../imageUrls.ts';
import type { PageModel } from '../pageModel.ts';
import type { TryMedia } from '../ports.ts';
import { type Attempts, createAttempts } from './attempts.ts';
import { createSource, type SourceModel } from './source.ts';
import { ALL_TASKS, type AskProblem, askProblem, DEMO_TASKS, type TryTask } from './typedAsk.ts';

export interface TryModel {
  readonly source: SourceModel;
  readonly attempts: Attempts;
  /** What the model can be asked: what it says itself, once it is loaded. */
  readonly tasks: ReadonlySignal<readonly TryTask[]>;
  readonly isDemo: ReadonlySignal<boolean>;
  /** The demo model is shown what it does not know. */
  readonly beyondDemo: ReadonlySignal<boolean>;
  /** Of the questions, one each. */
  readonly problems: ReadonlySignal<readonly (AskProblem | undefined)[]>;
  readonly canLook: ReadonlySignal<boolean>;
  imageUrl(image: Blob): string;
  look(): void;
  close(): void;
}

export function createTryModel(page: PageModel, media: TryMedia): TryModel {
  const { snapshot } = page.store;
  const isDemo = computed(() => {
    const { engine } = snapshot.value;
    const modelId = engine.type === 'ready' ? engine.modelId : page.settings.value.modelId;
    return page.models.find(({ id }) => id === modelId)?.demo === true;
  });
  const attempts = createAttempts(page.tryIt, () => isDemo.peek());
  const urls = createImageUrls(media.objectUrls);
  const source = createSource(media, () => {
    attempts.clear();
    const now = source.source.peek();
    urls.retain(now.type === 'frames' ? now.frames : []);
  });
  const tasks = computed((): readonly TryTask[] => {
    const { engine } = snapshot.value;
    if (engine.type === 'ready') return engine.tasks;
    return isDemo.value ? DEMO_TASKS : ALL_TASKS;
  });
  const problems = computed(() => attempts.list.value.map(({ typed }) => askProblem(typed)));
  const canLook = computed(
    () => source.source.value.type === 'frames' && problems.value.every((problem) => problem === undefined),
  );
  return {
    source,
    attempts,
    tasks,
    isDemo,
    beyondDemo: computed(() => {
      const now = source.source.value;
      return isDemo.value && now.type === 'frames' && now.origin !== 'sample';
    }),
    problems,
    canLook,
    imageUrl: (image) => urls.of(image),
    look() {
      const now = source.source.peek();
      const { modelId, modelHost } = page.problems.peek();
      if (modelId || modelHost) return page.showSettings(true);
      if (now.type === 'frames' && canLook.peek()) void attempts.look(now, now.chosen);
    },
    close() {
      if (attempts.busy.peek()) attempts.stop();
      source.close();
      urls.retain([]);
    },
  };
}
