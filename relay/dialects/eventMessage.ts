import { parseObject } from './jsonObject.ts';

export type EventMessage =
  | { readonly type: 'said'; readonly name: string; readonly data: unknown }
  | { readonly type: 'malformed'; readonly reason: string };

/** Reads one message of a worker, never throws. Looks at its type alone: the published relay checks nothing else. */
export function readEventMessage(text: string): EventMessage {
  const message = parseObject(text);
  if (message === undefined) return { type: 'malformed', reason: `no JSON object: ${text.slice(0, 60)}` };
  const { type: name = '', data } = message;
  return typeof name === 'string'
    ? { type: 'said', name, data }
    : { type: 'malformed', reason: 'its type is not a string' };
}
