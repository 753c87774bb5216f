// Try it: a picture, one or two questions about it, and their answers, all on this computer.
import { useEffect, useRef, useState } from 'preact/hooks';
import { screenWords } from './screenWords.ts';
import '../styles/tryIt.css';
import { AskForm } from './AskForm.tsx';
import { AttemptAnswer } from './AttemptAnswer.tsx';
import { AttemptFrame } from './AttemptFrame.tsx';
import { SourceBar } from './SourceBar.tsx';
import type { TryItProps } from './TryItPlace.tsx';
import { TRY_BUTTON_ID } from './tryButtonId.ts';
import { createTryModel, type TryModel } from './tryModel.ts';
import { useFilesFromOutside } from './useFilesFromOutside.ts';

export function TryIt({ model, media }: TryItProps) {
  const [tryModel] = useState(() => createTryModel(model, media));
  const heading = useRef<HTMLHeadingElement>(null);
  const { attempts, source } = tryModel;
  useEffect(() => {
    // Who opened it by keyboard goes on here.
    heading.current?.focus();
    void source.takeSample();
    return () => tryModel.close();
  }, [tryModel, source]);
  const { dragging, ...drop } = useFilesFromOutside((file) => {
    if (!attempts.busy.peek()) void source.takeFile(file);
  });
  const { title, close, privacy } = screenWords.value;
  const list = attempts.list.value;
  const leave = (): void => {
    model.tryIt.show(false);
    document.getElementById(TRY_BUTTON_ID)?.focus();
  };
  return (
    <section
      class="panel try"
      aria-labelledby="try-title"
      data-dragging={dragging}
      onKeyDown={({ key }) => {
        if (key === 'Escape') leave();
      }}
      {...drop}
    >
      <div class="panel-head try-head">
        <h2 id="try-title" ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" class="button small" onClick={leave}>
          {close}
        </button>
      </div>
      <p class="quiet try-privacy">{privacy}</p>
      <SourceBar tryModel={tryModel} />
      <div class="try-grid" data-compare={list.length > 1}>
        {list.map((_, i) => (
          // There are two at most, and they keep their places.
          <AttemptFrame key={`frame-${i}`} tryModel={tryModel} index={i} />
        ))}
        {list.map((_, i) => (
          <AskForm key={`ask-${i}`} tryModel={tryModel} index={i} />
        ))}
        <TryActions tryModel={tryModel} />
        {list.map((_, i) => (
          <AttemptAnswer key={`answer-${i}`} model={model} tryModel={tryModel} index={i} />
        ))}
      </div>
    </section>
  );
}

function TryActions({ tryModel: { attempts, canLook, look } }: { readonly tryModel: TryModel }) {
  const { look: lookWord, lookTwice, stop, compare, compareEnd } = screenWords.value;
  const busy = attempts.busy.value;
  const comparing = attempts.list.value.length > 1;
  return (
    <div class="try-actions actions">
      <button
        type="button"
        class="button primary"
        disabled={!busy && !canLook.value}
        // The second click of a double click does not stop what the first began.
        onClick={({ detail }) => detail < 2 && (busy ? attempts.stop() : look())}
      >
        {busy ? stop : comparing ? lookTwice : lookWord}
      </button>
      <button type="button" class="button" disabled={busy} onClick={() => attempts.compare(!comparing)}>
        {comparing ? compareEnd : compare}
      </button>
    </div>
  );
}
