export const tryIt = {
  title: 'Try it',
  tryHere: 'Try it on a picture first',
  opening: 'Opening …',
  broken: 'This part of the page could not be fetched. Reload the page to go on.',
};
