import type { RelayViewWords } from '../en/relayView.ts';

export const relayView: RelayViewWords = {
  title: 'Relay',
  worker: 'Worker',
  note: 'Kamerabilder zeigt es nur auf dem Computer, auf dem das Relay läuft.',

  asking: 'Das Relay wird gefragt …',
  noRelay: 'Diese Seite kommt von keinem Relay. „npm start“ ausführen und die Adresse öffnen, die es ausgibt.',
  silent: (time) => `Das Relay antwortet seit ${time} nicht. Läuft es noch?`,
  noWorkers: 'Kein Worker ist verbunden. Die Seite des Workers öffnen und Start drücken.',
  working: (_workers, count, jobs, done) => `${count} Worker verbunden, ${jobs} warten, ${done} erledigt.`,

  cameras: 'Kameras',
  noCameras: 'Dieses Relay hat keine Kamera.',
  newestFrame: (camera) => `Neuestes Bild von ${camera}`,
  noResult: 'Noch kein Ergebnis.',
  noSentence: 'Es kam kein Satz.',

  jobs: 'Aufträge',
  counts: {
    queued: 'Warten',
    claimed: 'Bei einem Worker',
    done: 'Erledigt',
    failed: 'Gescheitert',
    dropped: 'Verworfen',
  },

  workers: 'Verbundene Worker',
  noneConnected: 'Keiner ist verbunden.',
  joined: 'dabei seit',

  results: 'Ergebnisse',
  noResults: 'Noch keine Ergebnisse. Hier erscheinen sie, sobald Worker sie schicken.',
  took: 'Von der Annahme bis zum Ergebnis',
};
