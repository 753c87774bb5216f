/**
 * Whether the page may start without a click: only for `?start=1` in a browser that a program drives, as the terminal
 * worker does. A link alone never starts a visitor's computer.
 */
export const mayStartAtOnce = (pageUrl: string, webdriver: boolean): boolean =>
  webdriver && new URL(pageUrl).searchParams.get('start') === '1';

/**
 * Whether the page is a person's own, which keeps itself for a visit without a network and comes back after a reload. In a
 * browser that a program drives it does neither unless the address says `visitor=1`: the headless worker has to get the page
 * that is built now, and not the one that its profile kept; and a program presses Start itself.
 */
export const isVisitor = (pageUrl: string, webdriver: boolean): boolean =>
  !webdriver || new URL(pageUrl).searchParams.get('visitor') === '1';
