import type { ProblemTexts } from '../problemWords.ts';

const MORE = 'Näheres steht im Protokoll.';

export const problems: ProblemTexts = {
  // Of the relay: src/worker/diagnose.ts, verdict.ts, session.ts.
  'relay-down': ({ host }) => `Unter ${host} antwortet nichts. Läuft das Relay, und stimmt die Adresse?`,
  'wrong-path': ({ host }) =>
    `Unter ${host} antwortet ein Server, der keine Worker annimmt. Stimmen Port und Pfad des Relays?`,
  'no-answer':
    'Der Server unter dieser Adresse nimmt Verbindungen an und antwortet nicht. Ist es ein Relay, und stimmt der Pfad?',
  'mixed-content': ({ host }) =>
    `Von https aus geht es zu ${host} nur über wss://. Das nehmen oder die Seite des Relays.`,
  'local-network': ({ host }) =>
    `Chrome lässt diese Seite nicht zu ${host}. Den Zugriff auf das lokale Netzwerk erlauben.`,
  'no-cors': ({ host }) =>
    `Das Relay ${host} weist fremde Seiten ab (kein CORS). Seine eigene Seite öffnen oder das Gateway starten.`,
  'http-unreachable': ({ host }) =>
    `Mit ${host} verbunden, aber Bilder und Ergebnisse sind dort nicht über HTTP zu erreichen.`,
  'relay-blocked': 'Der Browser verbietet eine Verbindung zu dieser Adresse.',
  'key-rejected': 'Das Relay nimmt den Schlüssel nicht mehr. Die Anmeldung wird erneuert.',
  silent: 'Seit drei Minuten kam nichts vom Relay. Neue Verbindung, falls die alte tot ist.',
  'relay-closed': `Das Relay hat die Verbindung beendet. ${MORE}`,
  'relay-busy': `Das Relay hat selbst Schwierigkeiten. ${MORE}`,
  unanswered: `Das Relay hat nicht geantwortet. ${MORE}`,
  'not-connected': 'Es besteht keine Verbindung zum Relay.',
  replaced:
    'Ein anderer Tab arbeitet unter demselben Namen. Hier pausiert: einen von beiden schließen, dann Start drücken.',

  // Of the model and what runs it: src/vision, src/storage/modelStore, src/worker/jobReports.ts.
  'model-missing': `Das Modell ist nicht zu bekommen. Stimmt sein Name, und ist der Host zu erreichen? ${MORE}`,
  'model-broken': `Dieses Modell lässt sich hier nicht benutzen. Ein anderes wählen. ${MORE}`,
  'no-device': `Dieses Modell läuft auf diesem Computer nicht. ${MORE}`,
  'no-space':
    'Für das Modell ist kein Platz. Ein gespeichertes Modell entfernen oder Platz schaffen, dann noch einmal laden.',
  'file-corrupt': 'Eine Datei des Modells kam zweimal beschädigt an. Noch einmal laden.',
  'self-test':
    'Das Modell rechnet hier nicht richtig. Den Grafiktreiber aktualisieren oder Browser oder Modell wechseln.',
  'gpu-failed': `Die GPU ist in zehn Minuten dreimal ausgefallen. Pausiert, bis Sie Start drücken. ${MORE}`,
  'gpu-lost': 'Die GPU antwortet nicht mehr. Beim nächsten Versuch wird sie neu gestartet.',
  engine: `Das Modell ist mit einem Fehler stehen geblieben. ${MORE}`,
  interrupted: 'Das Laden wurde beendet. Was schon da ist, bleibt für das nächste Mal.',
  'frame-unreadable': `Das Bild lässt sich nicht lesen. ${MORE}`,
  'answer-unreadable': 'Die Antwort des Modells ergibt keinen Sinn.',
  'task-unknown': 'Das Modell ist für diese Aufgabe nicht gemacht. Bitte eine andere wählen.',
  'other-tab': 'Ein anderer Tab dieses Browsers arbeitet mit der GPU. Dort ausprobieren.',

  // Of the page itself.
  'worker-gone':
    'Der Worker in dieser Seite ist stehen geblieben. Start beginnt neu; geschieht es wieder, die Seite neu laden.',
};
