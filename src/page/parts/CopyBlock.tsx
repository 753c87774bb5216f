import { useState } from 'preact/hooks';
import { words } from '../language/language.ts';
import type { TextExport } from '../ports.ts';

interface CopyBlockProps {
  readonly text: string;
  readonly copy: TextExport['copy'];
}

/** A few lines that are to be typed elsewhere, exactly. */
export function CopyBlock({ text, copy }: CopyBlockProps) {
  const [told, setTold] = useState<{ readonly text: string; readonly key: 'copied' | 'notCopied' }>();
  const say = words.value.page;
  const tell = (key: 'copied' | 'notCopied') => setTold({ text, key });
  return (
    <div class="copy-block">
      <pre>
        <code>
          {text.split('\n').map((line) => (
            // A block each, so that a line too long for a phone is seen to go on.
            <span key={line}>{line}</span>
          ))}
        </code>
      </pre>
      <button
        type="button"
        class="button small"
        aria-label={say.copyThis(text.split('\n', 1)[0] ?? '')}
        onClick={() => {
          copy(text).then(
            () => tell('copied'),
            () => tell('notCopied'),
          );
        }}
      >
        {say.copy}
      </button>
      <p class="quiet" role="status">
        {told?.text === text && say[told.key]}
      </p>
    </div>
  );
}
