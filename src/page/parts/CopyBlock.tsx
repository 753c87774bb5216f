import { words } from '../language/language.ts';
import type { TextExport } from '../ports.ts';
import { useCopy } from './useCopy.ts';

interface CopyBlockProps {
  readonly text: string;
  readonly copy: TextExport['copy'];
}

/** A few lines that are to be typed elsewhere, exactly. */
export function CopyBlock({ text, ...textExport }: CopyBlockProps) {
  const [told, copy] = useCopy(textExport);
  const say = words.value.page;
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
        onClick={() => copy(text)}
      >
        {say.copy}
      </button>
      <p class="quiet" role="status">
        {told?.text === text && say[told.how]}
      </p>
    </div>
  );
}
