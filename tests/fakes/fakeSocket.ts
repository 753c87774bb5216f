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
}

export interface FakeSockets {
  readonly openSocket: (url: string) => Socket;
  readonly all: readonly FakeSocket[];
  readonly newest: FakeSocket;
  /** The newest socket opens and the relay gives it a key. */
  register(key?: string): FakeSocket;
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
    register(key = `key-${all.length}`) {
      const socket = newest();
      socket.open();
      socket.receive({ type: 'registered', data: { worker_id: 'w', key } });
      return socket;
    },
  };
}

function createFakeSocket(url: string): FakeSocket {
  const sent: { type: string }[] = [];
  let closed = false;
  const socket: FakeSocket = {
    url,
    sent,
    get closed() {
      return closed;
    },
    onopen: null,
    onmessage: null,
    onclose: null,
    send: (text) => sent.push(JSON.parse(text)),
    close() {
      closed = true;
    },
    open: () => socket.onopen?.(),
    receive: (message) => socket.onmessage?.({ data: JSON.stringify(message) }),
    receiveText: (data) => socket.onmessage?.({ data }),
    drop: (code = 1006, reason = '') => socket.onclose?.({ code, reason }),
  };
  return socket;
}
