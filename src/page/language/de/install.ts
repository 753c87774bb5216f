export const install = {
  ready: 'Eine neue Version ist da. Neu laden, wann es passt.',
  readyAtWork: 'Eine neue Version ist da. Neu laden, wann es passt: Der laufende Auftrag wird vorher beendet.',
  broken:
    'Ein Teil dieser Seite ließ sich nicht laden: Vielleicht hat eine neuere Version ihn ersetzt. Neu laden, um mit dem Vorhandenen weiterzumachen.',
  taking: 'Der laufende Auftrag wird beendet, dann lädt die Seite neu.',
  reload: 'Neu laden',
  back: {
    discarded: 'Wieder da, nachdem der Browser diese Seite entladen hat.',
    reloaded: 'Wieder da nach dem Neuladen: Dieser Tab macht weiter, wo er war.',
    updated: 'Neu geladen: Dieser Tab macht weiter, wo er war.',
    'too-often':
      'Diese Seite wurde in zehn Minuten viermal neu geladen oder vom Browser beendet und startet deshalb nicht mehr von selbst. Start macht weiter.',
  },
  hide: 'Ausblenden',
  install: 'Als App installieren',
};
