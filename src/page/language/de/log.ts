import type { log as english } from '../en/log.ts';

export const log: typeof english = {
  title: 'Protokoll',
  level: 'Stufe',
  levels: { info: 'Alle', warning: 'Warnungen', error: 'Fehler' },
  filterLabel: 'Protokoll nach Text filtern',
  filter: 'Filtern',
  copy: 'Kopieren',
  download: 'Herunterladen',
  jsonLines: 'JSON, eine Zeile je Eintrag',
  copied: 'Kopiert.',
  notCopied: 'Der Browser ließ das Kopieren nicht zu. Herunterladen geht.',
  lines: 'Zeilen des Protokolls',
  empty: 'Nichts zu zeigen.',
};
