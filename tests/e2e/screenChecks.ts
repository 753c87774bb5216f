// What is looked for on every screen. Each check returns what is wrong in words; an empty list is well.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';

const AXE_SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** All of WCAG 2.2 up to AA, and axe's best practices; no rule is left out. */
const ALL_RULES: RunOptions = {
  resultTypes: ['violations'],
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'],
};
/** Dark differs from light by its colours alone. */
const COLOUR_RULES: RunOptions = {
  resultTypes: ['violations'],
  runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
};

export async function axeProblems(page: Page, which: 'all' | 'colours'): Promise<string[]> {
  // A later run on the same screen finds it there.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(AXE_SOURCE);
  const options = which === 'all' ? ALL_RULES : COLOUR_RULES;
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(options)})`);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
  );
}

export async function sidewaysAt(page: Page, widths: readonly number[], height = 900): Promise<string[]> {
  const problems: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height });
    const over = await page.evaluate(async () => {
      // Charts are drawn anew in the frame after.
      for (let i = 0; i < 2; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
      return document.documentElement.scrollWidth - innerWidth;
    });
    if (over > 0) problems.push(`scrolls sideways by ${over} px at ${width} px`);
  }
  return problems;
}

/** Text that is cut off by what it stands in, and neither scrolls nor ends in an ellipsis. */
export const clippedTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const SLACK_PX = 1.5;
    const problems: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      const parent = text.parentElement;
      if (!text.textContent?.trim() || !parent?.checkVisibility() || parent.closest('.unseen')) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const { left, right, top, bottom } = range.getBoundingClientRect();
      for (let box: Element | null = parent; box && box !== document.body; box = box.parentElement) {
        const { overflowX, overflowY, textOverflow, display } = getComputedStyle(box);
        if (display === 'inline' || (overflowX === 'visible' && overflowY === 'visible')) continue;
        const edge = box.getBoundingClientRect();
        // What scrolls shows all of it, in time.
        const besides = Math.max(edge.left - left, right - edge.right) * Number(/hidden|clip/.test(overflowX));
        const below = Math.max(edge.top - top, bottom - edge.bottom) * Number(/hidden|clip/.test(overflowY));
        if (textOverflow !== 'ellipsis' && Math.max(besides, below) > SLACK_PX)
          problems.push(`“${text.textContent.slice(0, 40)}” is cut off by ${box.className}`);
        break;
      }
    }
    return problems;
  });

/** On a phone a primary button is to be pressed wherever the page is scrolled to. */
export const primaryOutOfReach = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const buttons = [...document.querySelectorAll('.button.primary')].filter((button) => button.checkVisibility());
    if (buttons.length === 0) return [];
    const inReach = (button: Element): boolean => {
      const { left, top, width, height } = button.getBoundingClientRect();
      return button.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    };
    const places = [0, 0.5, 1].map((share) => share * document.documentElement.scrollHeight);
    const lost = places.filter((top) => {
      scrollTo({ top, behavior: 'instant' });
      return !buttons.some(inReach);
    });
    scrollTo({ top: 0, behavior: 'instant' });
    return lost.map((top) => `no primary button is in reach at ${Math.round(top)} px`);
  });

/** What moves although the person asked for less motion. */
export const longMotions = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const MOST_SECONDS = 0.01;
    const isLong = (durations: string): boolean =>
      durations.split(',').some((text) => Number.parseFloat(text) > MOST_SECONDS);
    const problems = document.getAnimations().map((animation) => `an animation runs: ${animation.id}`);
    for (const element of document.querySelectorAll('*')) {
      for (const pseudo of [null, '::before', '::after']) {
        const { transitionDuration, animationDuration, animationName } = getComputedStyle(element, pseudo);
        if (isLong(transitionDuration) || (animationName !== 'none' && isLong(animationDuration)))
          problems.push(`${element.tagName}.${element.className} moves`);
      }
    }
    return problems;
  });
