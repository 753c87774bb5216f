import type { WireEvent } from '../events.ts';

export const framesOf = (sent: readonly WireEvent[]) => sent.filter((message) => message.type === 'frame');
export const batchesOf = (sent: readonly WireEvent[]) => sent.filter((message) => message.type === 'frame_batch');
