import {
  behindThePage,
  corsHeaders,
  gatewayCommand,
  type Places,
  relayPage,
  step,
  usualAddresses,
} from '../../remedy/remedySteps.ts';
import type { RemedyTexts } from '../en/remedy.ts';

const CV_ENABLED = step('Ist das CV-System in der Konfiguration des Relays eingeschaltet?');

const openPage = (places: Places) => relayPage('Die eigene Seite des Relays öffnen, falls es eine hat:', places);
const orOpenPage = (places: Places) => relayPage('Oder die eigene Seite des Relays öffnen, falls es eine hat:', places);
const runGateway = (places: Places) =>
  gatewayCommand(
    'Oder im Ordner dieses Programms das Gateway starten und die Seite öffnen, deren Adresse es ausgibt:',
    places,
  );

export const remedy: RemedyTexts = {
  allSteps: 'Alle Schritte',
  tryAgain: 'Noch einmal versuchen',
  loadAgain: 'Noch einmal laden',
  settings: 'Einstellungen',

  'self-test': () => ({
    title: 'Solange dieser Computer falsch antwortet, nimmt er keine Aufträge an',
    steps: [
      step('Den Grafiktreiber aktualisieren (am Mac das ganze System), den Browser neu starten und noch einmal laden.'),
      step(
        'Oder in den Einstellungen unter „Läuft auf“ den Prozessor wählen: langsamer, aber richtig (nur das Demo-Modell läuft dort).',
      ),
      step(
        'Oder einen anderen Browser oder eine neuere Version von diesem versuchen: Jeder hat seinen eigenen Weg zur GPU.',
      ),
    ],
  }),
  'no-space': () => ({
    title: 'Platz für das Modell schaffen',
    steps: [
      step('In den Einstellungen unter „Gespeicherte Modelle“ entfernen, was nicht gebraucht wird.'),
      step('Platz auf der Platte schaffen: Browser geben einer Seite nur einen Teil dessen, was frei ist.'),
      step('Ein privates Fenster hat wenig Platz. Die Seite in einem gewöhnlichen öffnen.'),
      step('Noch einmal laden: Was schon da ist, bleibt und muss nicht noch einmal kommen.'),
    ],
  }),
  'file-corrupt': () => ({
    title: 'Die Datei noch einmal holen',
    steps: [
      step('Noch einmal laden: Die beschädigte Datei ist verworfen, die guten bleiben.'),
      step(
        'Geschieht es wieder, verändert ein Proxy, ein Filter oder der Spiegelserver die Dateien unterwegs. Ein anderes Netzwerk versuchen.',
      ),
      step('Steht in den Einstellungen ein Modell-Host? Ohne ihn kommen die Dateien vom Hugging Face Hub selbst.'),
    ],
  }),
  'model-missing': () => ({
    title: 'Den Namen des Modells und den Weg dorthin prüfen',
    steps: [
      step(
        'Stimmt der Name des Modells in den Einstellungen, und hat sein Repository ONNX-Dateien für transformers.js?',
      ),
      step('Öffnet sich der Host in diesem Browser? Firmennetze lassen oft nur manche durch.'),
      step('Ist der Hub nicht zu erreichen: in den Einstellungen einen Spiegelserver als Modell-Host angeben.'),
    ],
  }),
  'model-broken': () => ({
    title: 'Ein Modell wählen, das diese Seite ausführen kann',
    steps: [
      step('Die Modelle in der Liste der Einstellungen kennt diese Seite; andere können anders aufgebaut sein.'),
      step(
        'Andere Programme und Tabs schließen, die die GPU benutzen: Vielleicht reichte der Speicher beim Vorbereiten nicht.',
      ),
      step('In den Einstellungen ein kleineres Modell wählen.'),
    ],
  }),
  'no-device': () => ({
    title: 'Dieser Seite eine GPU geben, oder keine',
    steps: [
      step('In den Einstellungen unter „Läuft auf“ „Automatisch“ oder den Prozessor wählen.'),
      { text: 'Oder den Grund in Chromes eigener Liste suchen:', code: 'chrome://gpu' },
    ],
  }),

  'no-cors': (places) => ({
    title: 'Jedes davon lässt diese Seite Bilder holen',
    steps: [
      openPage(places),
      runGateway(places),
      corsHeaders(
        'Oder das Relay diese Header mit jeder Antwort senden und OPTIONS mit 204 beantworten lassen:',
        places,
      ),
    ],
  }),
  'local-network': (places) => ({
    title: 'Dieser Seite das eigene Netzwerk erlauben',
    steps: [
      step('Auf das Symbol links neben der Adresse der Seite drücken, dann auf „Website-Einstellungen“.'),
      step(
        '„Zugriff auf lokales Netzwerk“ zulassen. Neuere Versionen von Chrome nennen es „Lokales Netzwerk“ und, für ein Relay auf diesem Computer, „Apps auf dem Gerät“.',
      ),
      step('Zurückkommen: Die Seite macht beim nächsten Versuch von selbst weiter.'),
      orOpenPage(places),
    ],
  }),
  'mixed-content': (places) => ({
    title: 'Jedes davon lässt diese Seite eine Verbindung aufbauen',
    steps: [
      openPage(places),
      step('Oder in den Einstellungen die wss://-Adresse des Relays eintragen, falls es eine hat.'),
      runGateway(places),
    ],
  }),
  'relay-down': (places) => ({
    title: 'Das Relay und seine Adresse prüfen',
    steps: [
      step('Läuft das Relay, und ist das CV-System in seiner Konfiguration eingeschaltet?'),
      usualAddresses('Stimmen Host und Port? Relays nehmen Worker unter einer dieser Adressen an:', places),
      step('Läuft es auf einem anderen Computer: Lässt dessen Firewall diesen Port durch?'),
    ],
  }),
  'wrong-path': (places) => ({
    title: 'Den Port und den Pfad prüfen',
    steps: [
      ...behindThePage(
        'Diese Seite kommt von derselben Adresse. Ist das die des Gateways: Läuft das Relay dahinter?',
        places,
      ),
      usualAddresses('Ist das der Port des Relays? Relays nehmen Worker unter einer dieser Adressen an:', places),
      CV_ENABLED,
      step('Steht ein Proxy vor dem Relay: Leitet er WebSockets weiter?'),
    ],
  }),
  'no-answer': (places) => ({
    title: 'Prüfen, ob unter dieser Adresse ein Relay antwortet',
    steps: [
      usualAddresses(
        'Vielleicht hat ein anderes Programm diesen Port. Relays nehmen Worker unter einer dieser Adressen an:',
        places,
      ),
      CV_ENABLED,
    ],
  }),
  'relay-blocked': (places) => ({
    title: 'Eine Adresse wählen, die der Browser erlaubt',
    steps: [
      step(
        'Von einer Seite, die über https kam, eine wss://-Adresse nehmen. Manche Ports, etwa 6000, sind nie erlaubt.',
      ),
      orOpenPage(places),
    ],
  }),
  'http-unreachable': (places) => ({
    title: 'HTTP bis zum Relay durchlassen',
    steps: [
      relayPage('Öffnet sich hier etwas anderes als eine Fehlerseite des Browsers?', places),
      step('Wenn nicht, leitet ein Proxy oder eine Firewall nur WebSockets weiter: auch HTTP dorthin durchlassen.'),
      step('Die Seite macht von selbst weiter, sobald eine Anfrage durchkommt.'),
    ],
  }),
  'key-rejected': () => ({
    title: 'Hört das nicht auf, liegt es an etwas dazwischen',
    steps: [
      step('Ein Proxy muss den Header X-Worker-Key weiterleiten.'),
      step('Relays hinter einer Adresse kennen die Schlüssel der anderen nicht: einen Worker immer zum selben leiten.'),
    ],
  }),
  replaced: () => ({
    title: 'Einen von beiden arbeiten lassen',
    steps: [
      step('Den anderen Tab, das Fenster oder Programm schließen, das unter demselben Namen arbeitet.'),
      step('Hier Start drücken.'),
    ],
  }),
  'gpu-failed': () => ({
    title: 'Der GPU einen frischen Anfang geben',
    steps: [
      step('Andere Programme und Tabs schließen, die die GPU benutzen: Spiele, Videoanrufe, andere Modelle.'),
      step('Den Browser neu starten, dann Start drücken.'),
      step('Geschieht es wieder, in den Einstellungen ein kleineres Modell oder den Prozessor wählen.'),
    ],
  }),
  'silent-cameras': () => ({
    title: 'Keine Aufträge? Nach dem Relay sehen',
    steps: [
      step('Ist eine Kamera mit einem RTSP- oder MJPEG-Dienst damit verbunden?'),
      step('Nennt sein Protokoll Bilder, die es entnimmt?'),
      { text: 'Steht in seiner Konfiguration diese Zeile?', code: 'AUTO_REQUEST_REALTIME_STREAM=true' },
    ],
  }),
};
