// Hands that use the page as a person would, without reading its words: screens are shown in each language.

/** Waits for it, a frame of the screen at a time. */
export async function thereIs<E extends HTMLElement>(selector: string): Promise<E> {
  for (;;) {
    const found = document.querySelector<E>(selector);
    if (found) return found;
    await nextFrame();
  }
}

export async function click(selector: string): Promise<void> {
  (await thereIs(selector)).click();
}

export async function openDetails(selector: string): Promise<void> {
  (await thereIs<HTMLDetailsElement>(selector)).open = true;
}

export async function choose(selector: string, value: string): Promise<void> {
  const select = await thereIs<HTMLSelectElement>(selector);
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}

export async function type(selector: string, text: string): Promise<void> {
  const input = await thereIs<HTMLInputElement>(selector);
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

export async function giveFile(selector: string, file: File): Promise<void> {
  const input = await thereIs<HTMLInputElement>(selector);
  const files = new DataTransfer();
  files.items.add(file);
  input.files = files.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Frames in a row without any change, after which a page is taken to stand still. */
const STILL_FRAMES = 4;

/** Resolves once all that was asked for is there: parts that come late, fonts, pictures. */
export async function untilStill(): Promise<void> {
  await document.fonts.ready;
  let changes = 0;
  const observer = new MutationObserver(() => {
    changes += 1;
  });
  observer.observe(document.body, { subtree: true, childList: true, attributes: true });
  for (let still = 0; still < STILL_FRAMES; still++) {
    changes = 0;
    await nextFrame();
    if (changes > 0 || !isWhole()) still = -1;
  }
  observer.disconnect();
}

/** No part is still on its way. */
const isWhole = (): boolean =>
  document.querySelector('.settings-coming, .limits-loading, .try-coming') === null &&
  [...document.images].every(({ complete }) => complete);

export const nextFrame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
