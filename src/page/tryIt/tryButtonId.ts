/** Where the keyboard goes back to. */
export const TRY_BUTTON_ID = 'try-button';
