// The relay's own page over a relay that answers from here.
import { render } from 'preact';
import { browserClock, browserObjectUrls } from '../../src/page/browserPorts.ts';
import type { LanguageChoice } from '../../src/page/language/languageChoice.ts';
import type { ThemeChoice } from '../../src/page/parts/theme.ts';
import '../../src/page/styles/relay.css';
import { RelayView } from '../../src/relayView/RelayView.tsx';
import { createRelayPoll } from '../../src/relayView/relayPoll.ts';
import { ONCE_MS } from './cannedParts.ts';
import type { SceneFrames } from './sceneFrames.ts';

const CAMERAS = ['Front door', 'Yard', 'Gate'] as const;
const WORKER = '4f3c2a10-9d6b-4f0e-8a55-1c2d3e4f5a6b';

export async function renderRelay(
  name: string,
  root: HTMLElement,
  frames: SceneFrames,
  themeChoice: ThemeChoice,
  languageChoice: LanguageChoice,
): Promise<void> {
  const cameras = name === 'relay' ? CAMERAS : [];
  const scenes = await Promise.all(cameras.map((camera, i) => frames.draw(300 + i, camera)));
  const at = (agoMs: number): string => new Date(ONCE_MS - agoMs).toISOString();
  const status = {
    jobs: { queued: cameras.length, claimed: 1, done: 40 * cameras.length, failed: 2, dropped: 3 },
    workers: cameras.length > 0 ? [{ worker_id: WORKER, joined_at: at(600_000) }] : [],
    cameras: cameras.map((camera, i) => ({ service_id: String(i), name: camera })),
    results: scenes.map(({ sentence, objects }, i) => ({
      job_id: `job-${i}`,
      service_id: String(i),
      worker_id: WORKER,
      claimed_at: at(2400 + i * 5000),
      completed_at: at(i * 5000),
      summary: sentence,
      detections: objects,
    })),
  };
  const answer = async (url: string): Promise<Response> => {
    if (name === 'relay-gone') return new Response('', { status: 404 });
    if (url === 'status') return Response.json(status);
    const i = Number(url.split('/')[1]);
    return new Response(scenes[i]?.image ?? null, { headers: { 'X-Job-Id': `job-${i}` } });
  };
  const poll = createRelayPoll({ fetch: answer, clock: browserClock, objectUrls: browserObjectUrls });
  poll.start();
  render(
    <RelayView poll={poll} host="localhost:7010" themeChoice={themeChoice} languageChoice={languageChoice} />,
    root,
  );
}
