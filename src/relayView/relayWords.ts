// What the relay's own view says. English comes with it; another language brings its own.
import { computed } from '@preact/signals';
import { relayView } from '../page/language/en/relayView.ts';
import { words } from '../page/language/language.ts';

export const relayWords = computed(() => words.value.relayView ?? relayView);
