import { parseWorkerMessage } from '../src/protocol/messages.ts';

export type SocketMessage =
  | Exclude<ReturnType<typeof parseWorkerMessage>, { type: 'unreadable' }>
  | { readonly type: 'malformed'; readonly reason: string }
  /** Well formed, of a type that we do not know: a newer worker may say more than we understand. */
  | { readonly type: 'foreign'; readonly reason: string };

const KNOWN_TYPES: readonly unknown[] = ['register', 'heartbeat'];

/** Reads one message of a worker; `undefined` stands for a binary one. Never throws. */
export function readSocketMessage(text: string | undefined): SocketMessage {
  const message = parseWorkerMessage(text);
  if (message.type !== 'unreadable') return message;
  const type = typeOf(text);
  if (type === undefined || KNOWN_TYPES.includes(type)) return { type: 'malformed', reason: message.reason };
  return { type: 'foreign', reason: `a message of the unknown type “${type.slice(0, 60)}”` };
}

function typeOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
      ? value.type
      : undefined;
  } catch {
    return undefined;
  }
}
