import { computed } from '@preact/signals';
import { settingsPanel } from '../language/en/settingsPanel.ts';
import { words } from '../language/language.ts';

/** What Settings says. English comes with this module and so with Settings alone; other languages bring their own. */
export const panelWords = computed(() => words.value.settingsPanel ?? settingsPanel);
