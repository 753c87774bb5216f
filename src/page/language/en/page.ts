/** What stands around the panels. */
export const page = {
  name: 'Browser worker',
  links: 'Page',
  relay: 'Relay',
  settings: 'Settings',
  note: 'Frames stay in memory on this computer; results go to the relay.',
  appearance: 'Appearance',
  themes: { auto: 'Auto', light: 'Light', dark: 'Dark' },
  language: 'Language',
  copy: 'Copy',
  copyThis: (text: string) => `Copy ${text}`,
  copied: 'Copied.',
  notCopied: 'The browser did not allow copying. Select the text.',
};
