import { expect, test } from 'vitest';
import { browserFlags } from './browserFlags.ts';
import { hasDesktop } from './machine.ts';

test('T1: a Linux machine has a desktop when X or Wayland runs, and never in CI', () => {
  expect(hasDesktop({ platform: 'linux', env: {} })).toBe(false);
  expect(hasDesktop({ platform: 'linux', env: { DISPLAY: ':0' } })).toBe(true);
  expect(hasDesktop({ platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' } })).toBe(true);
  expect(hasDesktop({ platform: 'linux', env: { DISPLAY: ':0', CI: 'true' } })).toBe(false);
});

test('T1: a Mac or a Windows machine has a desktop unless one came in by ssh', () => {
  expect(hasDesktop({ platform: 'darwin', env: {} })).toBe(true);
  expect(hasDesktop({ platform: 'win32', env: {} })).toBe(true);
  expect(hasDesktop({ platform: 'darwin', env: { SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22' } })).toBe(false);
});

test('V6: the software GPU is asked for in tests alone', () => {
  const machine = { platform: 'linux' } as const;
  expect(browserFlags('software', machine)).toContain('--use-webgpu-adapter=swiftshader');
  expect(browserFlags('real', machine)).not.toContain('--use-webgpu-adapter=swiftshader');
  expect(browserFlags('real', machine)).toContain('--enable-features=Vulkan');
});
