// What words.ts writes numbers, sizes and times with. A module of its own, as the words of a language write some themselves.
import { signal } from '@preact/signals';
import { units as english } from './en/units.ts';

export type Units = typeof english;

/** `speak` in language.ts changes it. */
export const units = signal<Units>(english);
