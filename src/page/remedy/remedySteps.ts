// The parts of a remedy that are the same in every language: what is to be copied or opened.

export interface RemedyStep {
  readonly text: string;
  /** To be copied as it stands. */
  readonly code?: string;
  /** To be opened beside this page. */
  readonly link?: string;
}

/** What the words name. */
export interface Places {
  /** Of this page: `https://pages.example`. */
  readonly pageOrigin: string;
  /** The base of the relay's HTTP routes: `http://relay.example:7010`. */
  readonly relayUrl: string;
}

export interface RemedyText {
  readonly title: string;
  readonly steps: readonly RemedyStep[];
}

export const step = (text: string): RemedyStep => ({ text });

export const relayPage = (text: string, { relayUrl }: Places): RemedyStep => ({ text, link: `${relayUrl}/` });

export const gatewayCommand = (text: string, { relayUrl }: Places): RemedyStep => ({
  text,
  code: `npm run serve -- --relay ${relayUrl}`,
});

/** The two ways in which relays take workers, at their usual ports. */
export function usualAddresses(text: string, { relayUrl }: Places): RemedyStep {
  const { protocol, hostname } = new URL(relayUrl);
  const socket = protocol === 'https:' ? 'wss' : 'ws';
  return { text, code: `${socket}://${hostname}:7010/connect\n${socket}://${hostname}:9020/worker/connect` };
}

/** The gateway answers though its relay does not. */
export const behindThePage = (text: string, { pageOrigin, relayUrl }: Places): RemedyStep[] =>
  new URL(relayUrl).origin === pageOrigin ? [{ text }] : [];

export const corsHeaders = (text: string, { pageOrigin }: Places): RemedyStep => ({
  text,
  code: [
    `Access-Control-Allow-Origin: ${pageOrigin}`,
    'Access-Control-Allow-Headers: X-Worker-Key, Content-Type',
    'Access-Control-Allow-Methods: GET, POST, OPTIONS',
  ].join('\n'),
});
