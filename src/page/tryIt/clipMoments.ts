/**
 * Where in a clip its frames are taken: in the middle of so many equal parts, as neither the very first nor the very last
 * moment of a clip always has a frame.
 *
 * @returns seconds from the beginning of the clip, and from the first of the frames
 */
export function clipMoments(durationSeconds: number, frameCount: number) {
  const part = durationSeconds / frameCount;
  const indices = Array.from({ length: frameCount }, (_, i) => i);
  return { moments: indices.map((i) => (i + 0.5) * part), seconds: indices.map((i) => i * part) };
}
