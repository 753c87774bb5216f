export const install = {
  ready: 'A new version is here. Reload when it suits.',
  readyAtWork: 'A new version is here. Reload when it suits: the job in hand is finished first.',
  broken:
    'A part of this page could not be fetched: a newer version may have replaced it. Reload to go on with what is there.',
  taking: 'The job in hand is finished, then the page reloads.',
  reload: 'Reload',
  back: {
    discarded: 'Back after the browser unloaded this page.',
    reloaded: 'Back after a reload: this tab goes on with what it did.',
    updated: 'Reloaded: this tab goes on with what it did.',
    'too-often':
      'This page was reloaded or ended by the browser four times within ten minutes, so it does not start by itself any more. Start goes on.',
  },
  hide: 'Hide',
  install: 'Install as an app',
};
