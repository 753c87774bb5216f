// The page by Tab alone, from its top to its end.
import type { Page } from '@playwright/test';

interface Stop {
  readonly name: string;
  /** Its place among all controls of the page; -1 for what is none. */
  readonly place: number;
  readonly problem: string;
}

/** More than any screen has. */
const MOST_STOPS = 150;

/** @returns what is wrong, in words */
export async function focusProblems(page: Page): Promise<string[]> {
  const names = await page.evaluate(() => {
    // What has taken the focus is left, so that the walk begins at the top.
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
    scrollTo({ top: 0, behavior: 'instant' });
    const ALL = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
    const isStop = (element: Element): boolean => {
      if (!element.checkVisibility({ visibilityProperty: true }) || element.matches(':disabled, [tabindex="-1"]'))
        return false;
      // Of radios with one name the chosen one stands for all.
      return !(element instanceof HTMLInputElement) || element.type !== 'radio' || element.checked;
    };
    const stops = [...document.querySelectorAll(ALL)].filter(isStop);
    Object.assign(window, { stops });
    return stops.map((stop) => stop.outerHTML.slice(0, 80));
  });
  const problems: string[] = [];
  const reached: number[] = [];
  for (let presses = 0; presses < MOST_STOPS; presses++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(lookAtFocus);
    // Behind the last control the walk leaves the page, or begins anew.
    if (!stop || (stop.place === 0 && presses > 0)) break;
    if (stop.problem) problems.push(`${stop.name}: ${stop.problem}`);
    reached.push(stop.place);
  }
  if (reached.some((place, i) => place < (reached[i - 1] ?? 0))) problems.push(`out of order: ${reached}`);
  names.forEach((name, place) => {
    if (!reached.includes(place)) problems.push(`${name} is not reached`);
  });
  return problems;
}

/** In the page. Undefined once the focus has left it. */
function lookAtFocus(): Stop | undefined {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return undefined;
  // A radio or a file's input is drawn by what stands beside or around it.
  const drawn = focused.matches('.unseen') ? (focused.nextElementSibling ?? focused.parentElement ?? focused) : focused;
  const outlined = [drawn, focused, focused.parentElement].some((element) => {
    if (!element) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  });
  const { left, right, top, bottom } = drawn.getBoundingClientRect();
  const points = [0.1, 0.5, 0.9].map((share) => [(left + right) / 2, top + (bottom - top) * share] as const);
  const isSeen = points.some(([x, y]) => {
    const hit = document.elementFromPoint(x, y);
    return hit !== null && (drawn.contains(hit) || hit.contains(drawn));
  });
  const problem = !outlined ? 'has no visible focus' : !isSeen ? 'is hidden behind something' : '';
  const stops = (window as unknown as { readonly stops: readonly Element[] }).stops;
  return { name: focused.outerHTML.slice(0, 80), place: stops.indexOf(focused), problem };
}
