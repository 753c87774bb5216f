// What became of a question: the model on its way, the answer as it is written, what it found and how long it took.
import { Finding } from '../finding/Finding.tsx';
import { hasFinding, sentenceOf } from '../finding/findingParts.ts';
import { Loading } from '../now/Loading.tsx';
import type { PageModel } from '../pageModel.ts';
import { Caution } from '../parts/Caution.tsx';
import { nameOf, sayDownload, sayObstacle } from '../welcome/gateWords.ts';
import { AttemptFailure } from './AttemptFailure.tsx';
import type { Attempt, AttemptState } from './attempts.ts';
import { CopyJson } from './CopyJson.tsx';
import { ResultTimes } from './ResultTimes.tsx';
import { screenWords } from './screenWords.ts';
import type { TryModel } from './tryModel.ts';

interface AttemptAnswerProps {
  readonly model: PageModel;
  readonly tryModel: TryModel;
  readonly index: number;
}

export function AttemptAnswer({ model, tryModel, index }: AttemptAnswerProps) {
  const attempt = tryModel.attempts.list.value[index];
  if (!attempt) return null;
  return (
    <div class={`try-answer try-${index}`}>
      <Body attempt={attempt} model={model} tryModel={tryModel} />
      <p class="unseen" role="status">
        {spokenOf(attempt.state)}
      </p>
    </div>
  );
}

interface BodyProps extends Omit<AttemptAnswerProps, 'index'> {
  readonly attempt: Attempt;
}

function Body({ attempt: { state }, model, tryModel }: BodyProps) {
  const { states } = screenWords.value;
  const { engine } = model.store.snapshot.value;
  switch (state.type) {
    case 'empty':
      return <BeforeTheFirst model={model} />;
    case 'starting':
      if (engine.type === 'loading') return <Loading engine={engine} model={model} />;
      return <p class="answer quiet">{states.starting}</p>;
    case 'queued':
    case 'waiting':
      return <p class="answer quiet">{states[state.type]}</p>;
    case 'looking':
      return (
        <p class="answer" data-writing>
          {state.text || <span class="quiet">{states.looking}</span>}
          <span class="caret" aria-hidden="true" />
        </p>
      );
    case 'stopped':
      return (
        <>
          <p class="answer">{state.text}</p>
          <p class="quiet">{states.stopped}</p>
        </>
      );
    case 'failed':
      return <AttemptFailure problem={state.problem} model={model} again={tryModel.look} />;
    case 'done':
      return <Done state={state} model={model} />;
    default:
      return state satisfies never;
  }
}

function Done({
  state: { result },
  model,
}: {
  readonly state: AttemptState & { type: 'done' };
  readonly model: PageModel;
}) {
  const sentence = sentenceOf(result);
  const { by, devices } = screenWords.value;
  const { engine } = model.store.snapshot.value;
  const [name, gpu] = engine.type === 'ready' ? [engine.modelName, engine.deviceName] : [result.model, 'GPU'];
  return (
    <>
      {sentence !== undefined && <p class="answer">{sentence}</p>}
      {hasFinding(result) && (
        <div class="now-finding">
          <Finding result={result} withSentence={false} />
        </div>
      )}
      <ResultTimes result={result} />
      <p class="quiet">{by(name, result.dtype, result.device === 'wasm' ? devices.wasm : devices.webgpu(gpu))}</p>
      <CopyJson result={result} copy={model.textExport.copy} />
    </>
  );
}

/** What the first look has to do besides. */
function BeforeTheFirst({ model }: Pick<AttemptAnswerProps, 'model'>) {
  const { loadsFirst } = screenWords.value;
  const { engine } = model.store.snapshot.value;
  const { modelId } = model.settings.value;
  const gate = model.modelFacts.gate.value;
  const found = gate?.obstacle;
  const name = nameOf(model.models, modelId);
  const obstacle = found && engine.type !== 'ready' ? sayObstacle(found, name) : undefined;
  return (
    <>
      {obstacle && (
        <Caution title={obstacle.message}>
          <p>{obstacle.remedy}</p>
        </Caution>
      )}
      {engine.type !== 'ready' && (
        <p class="quiet">
          {loadsFirst(name)} {gate && sayDownload(gate)}
        </p>
      )}
    </>
  );
}

/** For screen readers: what is new, once. */
function spokenOf(state: AttemptState): string {
  const { states, failures } = screenWords.value;
  switch (state.type) {
    case 'waiting':
      return states.waiting;
    case 'looking':
      return states.looking;
    case 'stopped':
      return states.stopped;
    case 'done':
      return state.result.summary;
    case 'failed':
      return failures[state.problem.reason as keyof typeof failures] ?? state.problem.message;
    default:
      return '';
  }
}
