/** Where the state line's link leads. */
export const REMEDY_ID = 'remedy';
