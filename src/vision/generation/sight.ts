// What the vision encoder made of images, kept for the next prompts: two questions about one frame see it once, and the next
// job's frames are seen while the answer before is written.
import type { PackedImage } from '../processor/packFrames.ts';

export interface Sight<Features> {
  see(image: PackedImage): Promise<Features>;
  dispose(): void;
}

/** Two jobs of ten frames in pairs, and some; 8 MB each at most. */
const MAX_KEPT = 16;

/** @param forget frees features that are not kept any longer */
export function createSight<Features>(
  encode: (image: PackedImage) => Promise<Features>,
  forget: (features: Features) => void,
): Sight<Features> {
  /** The image that was seen last comes last. */
  const kept = new Map<PackedImage, Promise<Features>>();

  function drop(image: PackedImage): void {
    const features = kept.get(image);
    kept.delete(image);
    features?.then(forget, () => {});
  }

  return {
    see(image) {
      const features = kept.get(image) ?? encode(image);
      kept.delete(image);
      kept.set(image, features);
      // What failed may work the next time.
      features.catch(() => kept.get(image) === features && kept.delete(image));
      const [oldest] = kept.keys();
      if (kept.size > MAX_KEPT && oldest) drop(oldest);
      return features;
    },
    dispose() {
      for (const image of kept.keys()) drop(image);
    },
  };
}
