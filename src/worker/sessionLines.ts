import type { LogLevel } from './api.ts';
import type { Session } from './session.ts';

/** As much of the key as the seed's worker shows. */
const KEY_SHOWN = 16;

/** What the log says when the session comes into a state; in the seed's words where it has some. */
export function sessionLines(state: Session, socketUrl: string, ownId: string): [LogLevel, string][] {
  switch (state.type) {
    case 'closed':
      return [];
    case 'connecting':
      return [['info', `[Worker] Connecting to ${socketUrl}`]];
    case 'registering':
      return [
        ['info', '[Worker] Connected!'],
        ['info', `[Worker] Registering as ${ownId}`],
      ];
    case 'waiting':
      return [['warning', `[Worker] ${state.problem.message}`]];
    case 'open':
      return [
        ['info', '[Worker] Registered successfully!'],
        ['info', `[Worker] Worker ID: ${state.workerId}`],
        ['info', `[Worker] Auth Key: ${state.key.slice(0, KEY_SHOWN)}...`],
        ['info', '[Worker] Listening for jobs...'],
      ];
  }
}
