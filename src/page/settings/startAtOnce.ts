/**
 * Whether the page may start without a click: only for `?start=1` in a browser that a program drives, as the terminal
 * worker does. A link alone never starts a visitor's computer.
 */
export const mayStartAtOnce = (pageUrl: string, webdriver: boolean): boolean =>
  webdriver && new URL(pageUrl).searchParams.get('start') === '1';
