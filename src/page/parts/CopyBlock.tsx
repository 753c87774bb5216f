import { useState } from 'preact/hooks';
import type { TextExport } from '../ports.ts';

interface CopyBlockProps {
  readonly text: string;
  readonly copy: TextExport['copy'];
}

/** A few lines that are to be typed elsewhere, exactly. */
export function CopyBlock({ text, copy }: CopyBlockProps) {
  const [said, setSaid] = useState<{ readonly text: string; readonly words: string }>();
  const words = said?.text === text ? said.words : '';
  const say = (newWords: string) => setSaid({ text, words: newWords });
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
        aria-label={`Copy ${text.split('\n', 1)[0]}`}
        onClick={() => {
          copy(text).then(
            () => say('Copied.'),
            () => say('The browser did not allow copying. Select the text.'),
          );
        }}
      >
        Copy
      </button>
      <p class="quiet" role="status">
        {words}
      </p>
    </div>
  );
}
