import type { page as english } from '../en/page.ts';

export const page: typeof english = {
  name: 'Browser-Worker',
  links: 'Seite',
  relay: 'Relay',
  settings: 'Einstellungen',
  note: 'Bilder bleiben im Speicher dieses Computers; Ergebnisse gehen an das Relay.',
  appearance: 'Darstellung',
  themes: { auto: 'Auto', light: 'Hell', dark: 'Dunkel' },
  language: 'Sprache',
  copy: 'Kopieren',
  copyThis: (text) => `${text} kopieren`,
  copied: 'Kopiert.',
  notCopied: 'Der Browser ließ das Kopieren nicht zu. Den Text bitte markieren.',
};
