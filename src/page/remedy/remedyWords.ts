// What a person can do about each trouble. English comes with this module, and so with the first remedy; another language
// brings its own.
import { computed } from '@preact/signals';
import { type RemedyReason, remedy } from '../language/en/remedy.ts';
import { words } from '../language/language.ts';
import type { Places, RemedyText } from './remedySteps.ts';

export const remedyTexts = computed(() => words.value.remedy ?? remedy);

export const remedyWords = (reason: RemedyReason, places: Places): RemedyText => remedyTexts.value[reason](places);
