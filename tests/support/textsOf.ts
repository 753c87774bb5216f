/** The texts with two letters or more that a person sees or hears in a part of the page, but for what `except` selects. */
export function textsOf(root: Element, except: string): string[] {
  const said: string[] = [];
  for (const element of root.querySelectorAll('*')) {
    if (element.closest(except)) continue;
    for (const name of ['title', 'aria-label', 'placeholder', 'alt']) said.push(element.getAttribute(name) ?? '');
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) said.push(node.textContent ?? '');
  }
  return said.map((text) => text.trim()).filter((text) => /\p{L}{2}/u.test(text));
}
