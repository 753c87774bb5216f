import { words } from '../language/language.ts';
import type { PageModel } from '../pageModel.ts';
import { ResultCardPlace } from '../results/ResultCardPlace.tsx';
import { sortCameras } from './cameras.ts';

/** A card for each camera, which keeps its place while its answers change. */
export function CameraCards({ model }: { readonly model: PageModel }) {
  const cameras = sortCameras(model.store.cameras.value);
  if (cameras.length === 0) return <p class="empty">{words.value.health.results.noneByCamera}</p>;
  return (
    <ul class="cards">
      {cameras.map(({ serviceId, entry, jobs }) => (
        <ResultCardPlace key={serviceId} entry={entry} model={model} jobsOfCamera={jobs} />
      ))}
    </ul>
  );
}
