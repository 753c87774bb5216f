/** The bundled relay's own view. It comes with that page: src/relayView/relayWords.ts. */
export const relayView = {
  title: 'Relay',
  worker: 'Worker',
  note: 'Camera frames are shown on the relay’s own computer only.',

  asking: 'Asking the relay …',
  noRelay: 'This page is not served by a relay. Run “npm start” and open the address that it prints.',
  silent: (time: string) => `The relay has not answered for ${time}. Is it still running?`,
  noWorkers: 'No worker is connected. Open the worker page and press Start.',
  /** `jobs` is a count with its noun, `done` a number. */
  working: (workers: number, count: string, jobs: string, done: string) =>
    `${workers === 1 ? '1 worker' : `${count} workers`} connected, ${jobs} waiting, ${done} done.`,

  cameras: 'Cameras',
  noCameras: 'This relay has no camera.',
  newestFrame: (camera: string) => `Newest frame of ${camera}`,
  noResult: 'No result yet.',
  noSentence: 'No sentence came.',

  jobs: 'Jobs',
  counts: { queued: 'Waiting', claimed: 'With a worker', done: 'Done', failed: 'Failed', dropped: 'Dropped' },

  workers: 'Workers',
  noneConnected: 'None is connected.',
  joined: 'joined',

  results: 'Results',
  noResults: 'No results yet. They appear here as workers send them.',
  took: 'From claim to result',
};

export type RelayViewWords = typeof relayView;
