// Light, dark, or as the system has it. The style sheets hold both in `light-dark()`; this only fixes `color-scheme`.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { SmallStore } from '../ports.ts';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'theme';
const isTheme = (text: string | undefined): text is Theme => THEMES.some((theme) => theme === text);

export interface ThemeChoice {
  readonly theme: ReadonlySignal<Theme>;
  choose(theme: Theme): void;
}

export function createThemeChoice(store: SmallStore, root: HTMLElement): ThemeChoice {
  const remembered = store.get(KEY);
  const theme = signal<Theme>(isTheme(remembered) ? remembered : 'auto');
  const show = (): void => {
    root.dataset['theme'] = theme.peek();
  };
  show();
  return {
    theme,
    choose(next) {
      theme.value = next;
      store.set(KEY, next);
      show();
    },
  };
}
