import type { Units } from '../units.ts';

export const units: Units = {
  locale: 'de',
  left: (time) => `noch ${time}`,
  progress: (loaded, total) => `${loaded} von ${total} MB`,
  justNow: 'gerade eben',
  ago: (time) => `vor ${time}`,
  daysAgo: (days) => (days === 1 ? 'vor einem Tag' : `vor ${days} Tagen`),
  // Behind „seit“.
  seconds: (n) => (n === 1 ? 'einer Sekunde' : `${n} Sekunden`),
  minutes: (n) => (n === 1 ? 'einer Minute' : `${n} Minuten`),
  hours: (n, said) => (n === 1 ? 'einer Stunde' : `${said} Stunden`),
  jobs: (n, said) => (n === 0 ? 'kein Auftrag' : n === 1 ? '1 Auftrag' : `${said} Aufträge`),
};
