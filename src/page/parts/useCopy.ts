import { useState } from 'preact/hooks';
import type { TextExport } from '../ports.ts';

interface Told {
  readonly how: 'copied' | 'notCopied';
  readonly text: string;
}

/** Copies a text, and remembers of the last one what came of it: browsers may forbid it. */
export function useCopy(textExport: Pick<TextExport, 'copy'>): readonly [Told | undefined, (text: string) => void] {
  const [told, setTold] = useState<Told>();
  const copy = (text: string): void => {
    textExport.copy(text).then(
      () => setTold({ how: 'copied', text }),
      () => setTold({ how: 'notCopied', text }),
    );
  };
  return [told, copy];
}
