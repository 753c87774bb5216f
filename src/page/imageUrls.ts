import type { ObjectUrls } from './ports.ts';

/** Object URLs for the images that the page holds. A URL lives as long as its image is among those retained. */
export interface ImageUrls {
  of(image: Blob): string;
  /** Revokes the URL of every image that is not among these. */
  retain(images: Iterable<Blob>): void;
}

export function createImageUrls(objectUrls: ObjectUrls): ImageUrls {
  const urls = new Map<Blob, string>();
  return {
    of(image) {
      const known = urls.get(image);
      if (known) return known;
      const url = objectUrls.create(image);
      urls.set(image, url);
      return url;
    },
    retain(images) {
      const kept = new Set(images);
      for (const [image, url] of urls) {
        if (kept.has(image)) continue;
        objectUrls.revoke(url);
        urls.delete(image);
      }
    },
  };
}
