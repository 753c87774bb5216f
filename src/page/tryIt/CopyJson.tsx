import { useState } from 'preact/hooks';
import type { JobResult } from '../../protocol/result.ts';
import type { TextExport } from '../ports.ts';
import { screenWords } from './screenWords.ts';

interface CopyJsonProps {
  readonly result: JobResult;
  readonly copy: TextExport['copy'];
}

/** The result as a relay would get it. */
export function CopyJson({ result, copy }: CopyJsonProps) {
  const [said, setSaid] = useState<{ readonly of: JobResult; readonly how: 'copied' | 'notCopied' }>();
  const how = said?.of === result ? said.how : undefined;
  const say = (newHow: 'copied' | 'notCopied') => () => setSaid({ of: result, how: newHow });
  return (
    <p class="try-copy">
      <button
        type="button"
        class="button small"
        onClick={() => {
          copy(JSON.stringify(result, undefined, 2)).then(say('copied'), say('notCopied'));
        }}
      >
        {screenWords.value.copy}
      </button>
      <span class="quiet" role="status">
        {how && screenWords.value[how]}
      </span>
    </p>
  );
}
