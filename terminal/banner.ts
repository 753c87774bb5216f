import type { PageSettings } from './pageUrl.ts';

const RULE = '='.repeat(60);

/** What the seed's console opens with, true to this worker. */
export function banner({ mode, relay }: PageSettings): string {
  const does =
    mode === 'work'
      ? ['This worker connects to the Unblink relay, claims jobs', 'and describes their frames']
      : ['This worker connects to the Unblink relay and logs jobs', 'To claim and process jobs as well, add --work'];
  return [RULE, 'CV Worker - Qwen3-VL', RULE, ...does, `Relay: ${relay}`, RULE, ''].join('\n');
}
