import { FrameView } from '../page/boxes/FrameView.tsx';
import { Ago } from '../page/parts/Ago.tsx';
import type { Picture } from './relayPoll.ts';
import { boxesOn, type RelayResult } from './relayStatus.ts';
import { relayWords } from './relayWords.ts';

interface CameraCardProps {
  readonly name: string;
  readonly picture: Picture | undefined;
  readonly imageUrl: (image: Blob) => string;
  /** The camera's newest result. */
  readonly result: RelayResult | undefined;
  readonly nowMs: number;
}

/** A camera's newest frame. Boxes are drawn only where the newest result is about this very frame. */
export function CameraCard({ name, picture, imageUrl, result, nowMs }: CameraCardProps) {
  const { newestFrame, noResult, noSentence } = relayWords.value;
  const boxes = result ? boxesOn(result, picture?.jobId) : [];
  return (
    <li class="card">
      {picture && <FrameView src={imageUrl(picture.image)} alt={newestFrame(name)} boxes={boxes} size="card" />}
      <p class="card-text camera-name">{name}</p>
      <p class="card-facts">
        {result ? (
          <>
            <span class="card-camera">{result.summary || noSentence}</span>
            <Ago atMs={Date.parse(result.completed_at)} nowMs={nowMs} />
          </>
        ) : (
          noResult
        )}
      </p>
    </li>
  );
}
