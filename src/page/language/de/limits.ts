import type { limits as english } from '../en/limits.ts';

export const limits: typeof english = {
  title: 'Grenzen',
  change: 'Ändern',
  done: 'Fertig',
  loading: 'Lädt …',
  none: 'Keine. Aufträge werden angenommen, sobald welche da sind.',
  thenHeld: 'Der laufende Auftrag wird noch beendet.',

  shortDays: ['So', 'Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa'],
  longDays: ['Sonntag', 'Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag'],
  tomorrow: 'morgen',
  dayAndTime: (day, time) => `${day}, ${time}`,
  everyDay: 'Täglich',
  allDay: 'ganztags',

  holds: {
    schedule: (until) => `Nach Zeitplan pausiert bis ${until} Uhr.`,
    never: 'Pausiert: Der Zeitplan hat keine Stunden. Welche unter Grenzen wählen.',
    battery: 'Pausiert: Akkubetrieb. Netzteil anschließen oder Akku unter Grenzen erlauben.',
    charging: (now, least) => `Pausiert, bis der Akku auf ${least} geladen ist. Er ist bei ${now}.`,
    discharged: (now, least) => `Pausiert: Der Akku ist bei ${now}. Netzteil anschließen, ab ${least} geht es weiter.`,
    inUse: 'Pausiert, solange jemand diesen Computer benutzt. Weiter nach einer Minute ohne Tastatur und Maus.',
    duty: (left, share) => `Ruht ${left}: Die Grenze liegt bei ${share} der GPU-Zeit.`,
    heat: (left, share) =>
      `Ruht ${left}: Dieser Computer schafft noch ${share} seiner besten Geschwindigkeit, wohl wegen Hitze.`,
  },
  allowBattery: 'Diesmal mit Akku arbeiten',
  batteryAllowed: 'Akkubetrieb ist erlaubt, bis das Netzteil wieder angeschlossen wird.',
  forbidBattery: 'Bei Akkubetrieb pausieren',

  names: {
    hours: 'Zeiten',
    power: 'Strom',
    charge: 'Ladung',
    use: 'Nutzung',
    duty: 'GPU-Zeit',
    heat: 'Hitze',
  },
  values: {
    noHours: 'keine',
    mainsOnly: 'nur mit Netzteil',
    leastCharge: (percent) => `ab ${percent}`,
    idleOnly: 'nur wenn niemand da ist',
    duty: (percent) => `höchstens ${percent}`,
    heat: (percent) => `ruht unter ${percent} Tempo`,
  },
  noEffect: 'wirkungslos',

  stoppedTitle: 'Die Kamera-Arbeit ist angehalten',
  relayTitle: 'Die Kamera-Arbeit hat kein Relay',
};
