import { computed } from '@preact/signals';
import { tryScreen } from '../language/en/tryScreen.ts';
import { words } from '../language/language.ts';

/** What Try it says. English comes with this module and so with the screen alone; other languages bring their own. */
export const screenWords = computed(() => words.value.tryScreen ?? tryScreen);
