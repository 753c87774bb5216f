import { WebSocket } from 'ws';
import type { Sky } from './sky.ts';

/** Codes that an endpoint may not say itself: they stand for a connection that was lost. */
const isSaid = (code: number): boolean => code !== 1005 && code !== 1006 && code !== 1015;

/** Joins a worker's socket with one of the relay's, as far as the weather lets messages through. */
export function passSocket(sky: Sky, relayUrl: string, worker: WebSocket): void {
  // A frozen network answers no pings either: the relay must find out that the worker is gone.
  const relay = new WebSocket(relayUrl, { autoPong: false });
  relay.on('ping', (data) => {
    if (!sky.weather.deaf) relay.pong(data);
  });
  const opened = new Promise<void>((resolve) => relay.once('open', () => resolve()));
  joinOneWay(sky, worker, relay, opened);
  joinOneWay(sky, relay, worker, Promise.resolve());
}

function joinOneWay(sky: Sky, from: WebSocket, to: WebSocket, ready: Promise<void>): void {
  let turn = ready;
  /** Waits until the next message has gone before it. */
  let held: string | undefined;

  async function say(text: string): Promise<void> {
    // Lost, and not late: a frozen line that thaws has a new connection by then.
    if (sky.weather.deaf) return;
    await sky.wait(sky.random.next() * sky.weather.delayMs);
    const first = held === undefined && sky.happens('reordered');
    const texts = first ? [] : [text, ...(held === undefined ? [] : [held])];
    held = first ? text : undefined;
    for (const one of sky.happens('duplicated') ? [...texts, ...texts] : texts)
      if (to.readyState === to.OPEN) to.send(one);
  }

  from.on('message', (data) => {
    turn = turn.then(() => say(data.toString()));
  });
  from.on('close', (code, reason) => {
    if (sky.weather.deaf) return;
    if (isSaid(code)) to.close(code, reason);
    else to.terminate();
  });
  from.on('error', () => to.terminate());
}
