import type { now as english } from '../en/now.ts';

export const now: typeof english = {
  title: 'Jetzt',
  mode: 'Modus',
  watch: 'Zuschauen',
  watchTitle: 'Zeigt, welche Aufträge angeboten werden, und nimmt keinen an',
  work: 'Arbeiten',
  workTitle: 'Nimmt Aufträge an, sieht sich ihre Bilder an und schickt zurück, was zu sehen ist',
  start: 'Start',
  pause: 'Pause',
  stopAfterJob: 'Nach Auftrag beenden',
  loadModel: 'Modell laden',
  frameOf: (camera, frame, frames) => `${camera}, Bild ${frame} von ${frames}`,
  frameAlt: 'Das Bild, das gerade angesehen wird',
  noModel: 'Es ist kein Modell geladen. Was davon schon da ist, bleibt auf diesem Computer.',
  noFrame: 'Kein Bild. Mit Start geht es weiter.',
  standby: 'Hier erscheinen die Bilder des Tabs, der arbeitet.',
  watching:
    'Beim Zuschauen wird kein Auftrag angenommen, also kommt kein Bild. Jeder angebotene Auftrag steht unten im Protokoll.',
  answer: 'Antwort',
  next: 'Hier erscheint das nächste Bild.',
};
