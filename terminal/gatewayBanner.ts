import { isIP } from 'node:net';

interface Listening {
  readonly relay: string;
  readonly host: string;
  readonly port: number;
}

/** What `npm run serve` prints once it listens: where the page is, what is passed on, and who can reach it. */
export function gatewayBanner({ relay, host, port }: Listening): string {
  return [
    '',
    `  The page   http://${reachable(host)}:${port}/`,
    `  The relay  ${relay} (what workers ask of it, and nothing else)`,
    `  ${isLoopback(host) ? 'Only this computer can open it.' : TO_OTHERS}`,
    '  Ctrl+C ends it.',
    '',
  ].join('\n');
}

const TO_OTHERS =
  'Whoever reaches this computer can open it and see what the cameras see.\n' +
  '  Browsers on other computers use no GPU for a page over http: deploy/README.md tells how to put https in front.';

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.');

/** Where a person on this computer opens a server that listens everywhere. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return isIP(host) === 6 ? `[${host}]` : host;
}
