import { computed } from '@preact/signals';
import { limitsForm } from '../language/en/limitsForm.ts';
import { words } from '../language/language.ts';

/** What the form says. English comes with this module and so with the form alone; other languages bring their own. */
export const formWords = computed(() => words.value.limitsForm ?? limitsForm);
