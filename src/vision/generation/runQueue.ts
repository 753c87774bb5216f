export type RunQueue = <T>(run: () => Promise<T>) => Promise<T>;

/**
 * ONNX Runtime runs one session at a time: first come, first served. So the frames of the next job are seen between two steps
 * of the answer before it. A run that fails fails alone; in the queue that transformers.js keeps, all after it would.
 */
export function createRunQueue(): RunQueue {
  let last: Promise<unknown> = Promise.resolve();
  return (run) => {
    const result = last.then(run);
    last = result.catch(() => {});
    return result;
  };
}
