import type { facts as english } from '../en/facts.ts';

export const facts: typeof english = {
  title: 'Leistung',
  rate: 'Tokens je Sekunde',
  median: 'je Auftrag, Median',
  relaySpeaks: 'Relay spricht',
  dialects: { J: 'Aufträge (J)', E1: 'Ereignisse über HTTP (E1)', E2: 'Ereignisse über WebSocket (E2)' },
  keptAwake: 'Wach gehalten',
  awake: {
    held: 'ja',
    hidden: 'solange dieser Tab zu sehen ist',
    refused: 'vom Browser verweigert',
    missing: 'bietet dieser Browser nicht',
  },
  model: 'Modell',
  loading: (model) => `${model}, lädt`,
  notLoaded: 'nicht geladen',
  device: 'Gerät',
  selfTest: 'Selbsttest',
  perFrame: (time) => `${time} je Bild`,
  passed: (answer) => `Bestanden: Zum eingebauten Bild sagte das Modell: ${answer}`,
  firstToken: 'Erstes Token',
  firstTokenTitle: (tokens) => `Im Selbsttest, nach ${tokens} Tokens aus Bild und Frage`,
  speed: 'Tempo',
  tokenRate: (rate) => `${rate} Tokens/s`,
  speedTitle: (rate) => `Im Selbsttest: ${rate}`,
  speedOfMost: (rate, share, most) =>
    `Im Selbsttest: ${rate}, ${share} dessen, was der Speicher dieser GPU zulässt (${most})`,
  speedUnknown: 'Im Selbsttest: Die Antwort war zu kurz, um es zu sagen',
  memory: 'GPU-Speicher',
  memoryLimit: 'Speichergrenze',
  ofMost: (share, most) => `${share} von ${most}/s`,
  memoryTitle: (rate) => `Der Speicher bewegt ${rate}, beim Kopieren gemessen; jedes Token liest das Modell einmal`,
  slow: {
    processor: 'Keine GPU: läuft auf dem Prozessor (wasm), langsam.',
    emulated: 'Keine echte GPU: Der Prozessor bildet WebGPU nach, langsam.',
  },
};
