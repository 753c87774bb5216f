import { afterEach } from 'vitest';

interface Closable {
  close(): unknown;
}

/** @returns takes what a test opens, and closes it after that test, the newest first */
export function closeAfterEach(): <T extends Closable>(opening: T | Promise<T>) => Promise<T> {
  const opened: Closable[] = [];
  afterEach(async () => {
    for (const thing of opened.splice(0).reverse()) await thing.close();
  });
  return async (opening) => {
    const thing = await opening;
    opened.push(thing);
    return thing;
  };
}
