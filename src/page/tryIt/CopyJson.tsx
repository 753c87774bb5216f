import type { JobResult } from '../../protocol/result.ts';
import { useCopy } from '../parts/useCopy.ts';
import type { TextExport } from '../ports.ts';
import { screenWords } from './screenWords.ts';

interface CopyJsonProps {
  readonly result: JobResult;
  readonly copy: TextExport['copy'];
}

/** The result as a relay would get it. */
export function CopyJson({ result, ...textExport }: CopyJsonProps) {
  const [told, copy] = useCopy(textExport);
  const json = JSON.stringify(result, undefined, 2);
  return (
    <p class="try-copy">
      <button type="button" class="button small" onClick={() => copy(json)}>
        {screenWords.value.copy}
      </button>
      <span class="quiet" role="status">
        {told?.text === json && screenWords.value[told.how]}
      </span>
    </p>
  );
}
