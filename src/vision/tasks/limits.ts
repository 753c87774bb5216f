// How much of a text is taken, in characters, and how many of a list.

export const MAX_PROMPT_LENGTH = 2000;
export const MAX_LABELS = 50;
export const MAX_LABEL_LENGTH = 80;
export const MAX_LANGUAGE_LENGTH = 40;
/** Of the longest text that is told. */
export const MAX_TEXT_LENGTH = 2000;
/** Of one in a list of texts. */
export const MAX_LINE_LENGTH = 300;
