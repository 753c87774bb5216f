// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, test } from 'vitest';
import { createFakeInstall } from '../../../tests/fakes/fakeInstall.ts';
import type { BackNote, Install } from './createInstall.ts';
import { InstallButton } from './InstallButton.tsx';
import { Notices } from './Notices.tsx';
import type { Update } from './updates.ts';

const root = document.createElement('div');
afterEach(() => render(null, root));

const show = (install: Install) =>
  act(() =>
    render(
      <>
        <Notices install={install} />
        <InstallButton offer={install.offer} />
      </>,
      root,
    ),
  );
const button = (name: string) => [...root.querySelectorAll('button')].find(({ textContent }) => textContent === name);

test('G52: a new version is said where screen readers hear it, and what Reload does where a job may be in hand', async () => {
  const update = signal<Update>({ type: 'none' });
  const working = signal(false);
  let taken = 0;
  await show(createFakeInstall({ update, working, takeUpdate: () => taken++ }));
  const said = root.querySelector('[role=status]');
  expect(said?.textContent).toBe('');
  await act(() => {
    update.value = { type: 'ready' };
  });
  expect(said?.textContent).toBe('A new version is here. Reload when it suits.Reload');
  await act(() => {
    working.value = true;
  });
  expect(said?.textContent).toContain('the job in hand is finished first');
  button('Reload')?.click();
  expect(taken).toBe(1);
  await act(() => {
    update.value = { type: 'taking' };
  });
  expect([said?.textContent, button('Reload')?.disabled]).toEqual([
    expect.stringContaining('then the page reloads'),
    true,
  ]);
});

test('G53 G54 G55: what was lost, and why the page is back or waits, is said; the latter until it was read', async () => {
  const back = signal<BackNote | undefined>('too-often');
  await show(createFakeInstall({ update: signal({ type: 'broken' }), back, hideBack: () => (back.value = undefined) }));
  expect(root.textContent).toContain('does not start by itself any more');
  expect(root.textContent).toContain('could not be fetched');
  await act(() => button('Hide')?.click());
  expect(root.querySelectorAll('.notice')).toHaveLength(1);
});

test('G56: the button to install is there only while the browser offers it', async () => {
  const offer = signal<(() => void) | undefined>(undefined);
  let installs = 0;
  await show(createFakeInstall({ offer }));
  expect(button('Install as an app')).toBeUndefined();
  await act(() => {
    offer.value = () => installs++;
  });
  button('Install as an app')?.click();
  expect(installs).toBe(1);
});
