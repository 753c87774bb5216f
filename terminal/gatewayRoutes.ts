// All that workers ask of a relay, in any dialect (docs/PROTOCOL.md). Nothing else of a relay passes through the gateway.

export const SOCKET_PATHS: readonly string[] = ['/connect', '/worker/connect'];

export const GET_ROUTES: readonly string[] = [
  '/jobs/:id/frames/:frame',
  '/frames/:frame',
  '/worker/frames/:frame',
  // Of the bundled relay alone: its live view.
  '/status',
  '/cameras/:id/latest.jpg',
];

export const POST_ROUTES: readonly string[] = ['/jobs/:id/claim', '/jobs/:id/complete', '/jobs/:id/fail', '/events'];
