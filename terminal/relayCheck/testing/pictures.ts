import type { Camera } from '../../../relay/camera.ts';

/** The head of a JPEG of 640 by 360: nobody here decodes it. */
export const JPEG = Buffer.from('ffd8ffc000110801680280030122000211010311010000ffd9', 'hex');

/** A camera whose every shot is that picture, `count` times. */
export const jpegCamera = (count = 1): Camera => ({
  serviceId: 'front-door',
  name: 'Front door',
  next: async () => ({
    frames: Array.from({ length: count }, () => JPEG),
    width: 640,
    height: 360,
    timesSeconds: Array.from({ length: count }, (_, i) => i),
  }),
});
