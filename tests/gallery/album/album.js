// Leafs through the pictures: left and right for the screens, up and down for the views of one.
const [nav, heading, views, image] = ['nav', 'h1', '.views', 'img'].map((selector) => document.querySelector(selector));
const { screens, viewNames } = globalThis.album;
let view = viewNames[0];

for (const group of new Set(screens.map((screen) => screen.group))) {
  nav.append(element('h2', group));
  for (const { name, title } of screens.filter((screen) => screen.group === group))
    nav.append(Object.assign(element('a', title), { href: `#${name}` }));
}

function show() {
  const screen = current();
  const shown = screen.views.includes(view) ? view : screen.views[0];
  heading.textContent = `${screen.group}: ${screen.title}`;
  views.replaceChildren(
    ...screen.views.map((name) => {
      const button = element('button', name);
      button.setAttribute('aria-pressed', String(name === shown));
      button.addEventListener('click', () => turn(name));
      return button;
    }),
  );
  image.src = `${screen.name}-${shown}.jpg`;
  image.alt = `${screen.title}, ${shown}`;
  for (const one of nav.querySelectorAll('a')) {
    if (one.hash === `#${screen.name}`) {
      one.setAttribute('aria-current', 'true');
      one.scrollIntoView({ block: 'nearest' });
    } else one.removeAttribute('aria-current');
  }
}

const current = () => screens.find(({ name }) => `#${name}` === location.hash) ?? screens[0];

function turn(name) {
  view = name;
  show();
}

const next = (list, one, step) => list[(list.indexOf(one) + step + list.length) % list.length];

function element(tag, text) {
  return Object.assign(document.createElement(tag), { textContent: text });
}

const KEYS = {
  ArrowLeft: () => location.assign(`#${next(screens, current(), -1).name}`),
  ArrowRight: () => location.assign(`#${next(screens, current(), 1).name}`),
  ArrowUp: () => turn(next(current().views, view, -1)),
  ArrowDown: () => turn(next(current().views, view, 1)),
};
addEventListener('keydown', (event) => {
  if (!(event.key in KEYS)) return;
  event.preventDefault();
  KEYS[event.key]();
});
addEventListener('hashchange', () => {
  scrollTo(0, 0);
  show();
});
show();
