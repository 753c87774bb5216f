export const tryIt = {
  title: 'Ausprobieren',
  tryHere: 'Erst an einem Bild ausprobieren',
  opening: 'Wird geöffnet …',
  broken: 'Dieser Teil der Seite ließ sich nicht laden. Bitte die Seite neu laden.',
};
