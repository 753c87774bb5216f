import type { LimitsFormWords } from '../en/limitsForm.ts';

export const limitsForm: LimitsFormWords = {
  schedule: {
    label: 'Nur zu bestimmten Zeiten',
    note: 'Nach der Uhr dieses Computers. Auch über Mitternacht; gleiche Zeiten heißen ganztags.',
    span: (n) => `Zeit ${n}`,
    from: 'Von',
    to: 'Bis',
    add: 'Zeit hinzufügen',
    remove: 'Entfernen',
    removeSpan: (n) => `Zeit ${n} entfernen`,
    noSpan: 'Ohne Zeiten würde nie ein Auftrag angenommen. Eine hinzufügen.',
    noDay: 'Es ist kein Tag gewählt, also gilt diese Zeit nie. Einen wählen.',
    noTime: 'Eine Uhrzeit eintragen, zum Beispiel 22:00.',
  },
  power: {
    label: 'Nur mit Netzteil',
    note: 'Im Akkubetrieb wird der laufende Auftrag beendet und kein weiterer angenommen.',
    missing: 'Dieser Browser sagt dieser Seite nichts über den Strom, daher wirkt das hier nicht.',
  },
  charge: {
    label: 'Nur ab einer Akkuladung',
    field: 'Mindestladung in Prozent',
    note: 'Mit oder ohne Netzteil wird gewartet, bis der Akku so weit geladen ist.',
  },
  use: {
    label: 'Nur wenn niemand diesen Computer benutzt',
    note: 'Los geht es nach einer Minute ohne Tastatur und Maus oder bei gesperrtem Bildschirm. Der Browser fragt einmal.',
    missing: 'Dieser Browser sagt Seiten nicht, ob der Computer benutzt wird, daher wirkt das hier nicht.',
    denied:
      'Der Browser darf es nicht sagen. Neben der Adresse „Gerätenutzung“ für diese Seite erlauben, sonst wirkt das nicht.',
    prompt: 'Der Browser wurde noch nicht gefragt, daher wirkt das noch nicht.',
  },
  duty: {
    label: 'Der GPU Pausen lassen',
    field: 'Höchster Anteil der GPU-Zeit in Prozent',
    note: 'Nach jedem Auftrag wird im Verhältnis zu seiner Dauer geruht.',
  },
  heat: {
    label: 'Bei Hitze langsamer arbeiten',
    field: 'Mindestgeschwindigkeit in Prozent der besten',
    note: 'Sind Antworten eine Minute lang langsamer, wird zwischen Aufträgen geruht, bis sie wieder schnell sind.',
  },
  notify: {
    label: 'Bei Störungen Bescheid geben',
    note: 'Eine Benachrichtigung, wenn die Arbeit endet oder das Relay minutenlang fehlt, und nur wenn niemand diese Seite ansieht.',
    missing: 'Dieser Browser zeigt für diese Seite keine Benachrichtigungen.',
    denied: 'Der Browser darf keine zeigen. Neben der Adresse Benachrichtigungen für diese Seite erlauben.',
    prompt: 'Der Browser wurde noch nicht gefragt.',
  },
  ask: 'Browser fragen',
  percentProblem: (least, most) => `Eine ganze Zahl von ${least} bis ${most} eintragen.`,
};
