import { computed } from '@preact/signals';
import { work } from './language/en/work.ts';
import { words } from './language/language.ts';

/** What is said of work. English comes with this module and so with Start; other languages bring their own. */
export const workWords = computed(() => words.value.work ?? work);
