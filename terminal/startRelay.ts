import { createRelay, RELAY_DEFAULTS, type Relay, type RelayOptions } from '../relay/relay.ts';
import { listenOnFreePort } from './freePort.ts';

export interface StartedRelay {
  readonly relay: Relay;
  /** Without a trailing slash. */
  readonly url: string;
  /** Where workers connect. */
  readonly socketUrl: string;
}

/** A relay on the port that was asked for; where none was, on the default one or the next that is free. */
export function startRelay(options: RelayOptions): Promise<StartedRelay> {
  return options.port === undefined
    ? listenOnFreePort(RELAY_DEFAULTS.port, (port) => listen({ ...options, port }))
    : listen(options);
}

async function listen(options: RelayOptions): Promise<StartedRelay> {
  const relay = createRelay(options);
  try {
    const { url, socketUrl } = await relay.listen();
    return { relay, url, socketUrl };
  } catch (error) {
    await relay.close();
    throw error;
  }
}
