import { FrameView } from '../page/boxes/FrameView.tsx';
import { Ago } from '../page/parts/Ago.tsx';
import type { Picture } from './relayPoll.ts';
import { boxesOn, type RelayResult } from './relayStatus.ts';

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
  const boxes = result ? boxesOn(result, picture?.jobId) : [];
  return (
    <li class="card">
      {picture && <FrameView src={imageUrl(picture.image)} alt={`Newest frame of ${name}`} boxes={boxes} size="card" />}
      <p class="card-text camera-name">{name}</p>
      <p class="card-facts">
        {result ? (
          <>
            <span class="card-camera">{result.summary || 'No sentence came.'}</span>
            <Ago atMs={Date.parse(result.completed_at)} nowMs={nowMs} />
          </>
        ) : (
          'No result yet.'
        )}
      </p>
    </li>
  );
}
