import type { WorkWords } from '../en/work.ts';

export const work: WorkWords = {
  loading: {
    stages: (model) => `${model} wird geladen`,
    download: 'Laden',
    prepare: 'Vorbereiten',
    selfTest: { webgpu: 'Prüfen, ob diese GPU richtig rechnet', wasm: 'Prüfen, ob der Prozessor richtig rechnet' },
    prepareNote:
      'Das Modell kommt auf das Gerät, und seine Programme werden dafür gebaut. Beim ersten Mal dauert das am längsten.',
    selfTestNote:
      'Das Modell sieht sich ein eingebautes Bild an, dessen Antwort bekannt ist. Ein Computer, der anders antwortet, nimmt keine Aufträge an. Auch die Dauer wird gemessen.',
    goOn: 'Fortsetzen',
    pause: 'Laden anhalten',
    cancel: 'Abbrechen',
    stays: 'Was schon da ist, bleibt auf diesem Computer.',
    paused: 'Angehalten',
    firstBytes: 'Wartet auf die ersten Bytes …',
    files: 'Jede Datei',
  },

  way: {
    title: 'Der Weg des Auftrags',
    claim: ['nimmt', 'Vom Angebot, bis das Relay den Auftrag diesem Computer gab'],
    queue: ['steht an', 'Vom Ereignis, bis dieser Computer Platz dafür hatte'],
    fetch: ['holt', 'Die Bilder vom Relay holen'],
    wait: ['wartet', 'Warten, bis das Modell frei ist, und die Bilder dafür verpacken'],
    look: ['sieht', 'Das Modell sieht hin, bis zu seinem ersten Wort'],
    answer: ['antwortet', 'Das Modell schreibt seine Antwort'],
    send: ['sendet', 'Bis das Relay das Ergebnis bestätigt hat'],
    sent: ['gesendet', 'Dieses Relay bestätigt keine Ergebnisse'],
  },

  finding: {
    alert: { low: 'Alarm, gering', medium: 'Alarm, mittel', high: 'Alarm, dringend' },
    noAlert: 'Kein Alarm',
    nothing: 'Zu diesem Bild gibt es nichts zu sagen.',
    count: 'Anzahl',
    countNone: 'nichts',
    text: 'Schrift',
    quoted: (text) => `„${text}“`,
    none: 'keine',
    answer: 'Antwort',
    events: 'Ereignisse',
    activities: 'Tätigkeiten',
    changed: 'Verändert',
    cut: 'Gekürzt',
    cuts: {
      loop: 'das Modell wiederholte sich',
      tokens: 'die Antwort erreichte ihre größte Länge',
      time: 'die Antwort dauerte zu lange',
    },
  },
};
