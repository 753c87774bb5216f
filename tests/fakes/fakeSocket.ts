import type { Socket } from '../../src/worker/sessionLoop.ts';

/** The relay's end of a socket: what the worker sent, and what can be made to happen to it. */
export interface FakeSocket extends Socket {
  readonly url: string;
  /** Parsed. */
  readonly sent: readonly { readonly type: string; readonly data?: unknown }[];
  readonly closed: boolean;
  open(): void;
  receive(message: unknown): void;
  receiveText(data: unknown): void;
  drop(code?: number, reason?: string): void;
  /** It is closing, and nobody has been told yet. */
  wither(): void;
}

export interface FakeSockets {
  readonly openSocket: (url: string) => Socket;
  readonly all: readonly FakeSocket[];
  readonly newest: FakeSocket;
  /** The newest socket opens and the relay gives it a key, and an id where it gives its own. */
  register(key?: string, workerId?: string): FakeSocket;
}

export function createFakeSockets(): FakeSockets {
  const all: FakeSocket[] = [];
  const newest = (): FakeSocket => {
    const socket = all.at(-1);
    if (!socket) throw new Error('no socket was opened');
    return socket;
  };
  return {
    openSocket(url) {
      const socket = createFakeSocket(url);
      all.push(socket);
      return socket;
    },
    all,
    get newest() {
      return newest();
    },
    register(key = `key-${all.length}`, workerId) {
      const socket = newest();
      socket.open();
      const asked = socket.sent.find(({ type }) => type === 'register')?.data as { worker_id: string };
      socket.receive({ type: 'registered', data: { worker_id: workerId ?? asked.worker_id, key } });
      return socket;
    },
  };
}

const CONNECTING = 0;
const OPEN = 1;
const CLOSED = 3;

function createFakeSocket(url: string): FakeSocket {
  const sent: { type: string }[] = [];
  let closed = false;
  let readyState = CONNECTING;
  const socket: FakeSocket = {
    url,
    sent,
    get closed() {
      return closed;
    },
    get readyState() {
      return readyState;
    },
    onopen: null,
    onmessage: null,
    onclose: null,
    send: (text) => sent.push(JSON.parse(text)),
    close() {
      closed = true;
      readyState = CLOSED;
    },
    open() {
      readyState = OPEN;
      socket.onopen?.();
    },
    receive: (message) => socket.onmessage?.({ data: JSON.stringify(message) }),
    receiveText: (data) => socket.onmessage?.({ data }),
    drop(code = 1006, reason = '') {
      readyState = CLOSED;
      socket.onclose?.({ code, reason });
    },
    wither() {
      readyState = CLOSED;
    },
  };
  return socket;
}
