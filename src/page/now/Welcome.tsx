import type { PageModel } from '../pageModel.ts';
import type { GateView } from '../ports.ts';
import { sayDevice, sayDownload, sayRoom } from './gateWords.ts';

/** What a stranger should know before Start; it stands where the frame will be. */
export function Welcome({ model }: { readonly model: PageModel }) {
  const { modelId } = model.settings.value;
  const chosen = model.models.find(({ id }) => id === modelId);
  const gate = model.modelFacts.gate.value;
  return (
    <div class="welcome">
      <p class="welcome-lead">Lend this computer to a camera relay.</p>
      <p>
        The page takes frames that cameras have sent to <strong>{model.relayHost.value}</strong>, looks at them with a
        vision model on this computer, and sends back one sentence and boxes around what it saw.
      </p>
      <HostOfLink model={model} />
      {gate?.obstacle && (
        <div class="notice">
          <p class="notice-title">{gate.obstacle.message}</p>
          <p>{gate.obstacle.remedy}</p>
        </div>
      )}
      <dl class="facts">
        <div>
          <dt>What leaves</dt>
          <dd>
            Results go to the relay. Frames stay in this page’s memory and are not stored. Nothing goes anywhere else.
          </dd>
        </div>
        <div>
          <dt>Runs on</dt>
          <dd>{gate ? sayDevice(gate) : 'Looking at this computer’s GPU …'}</dd>
        </div>
        <div>
          <dt>Model</dt>
          <dd>
            <p>
              <strong>{chosen?.name ?? modelId}</strong>

              {chosen ? `. ${chosen.note}` : ', a repository of the Hugging Face Hub that this page does not know.'}
            </p>
            <ModelFigures gate={gate} />
            <Recommended model={model} gate={gate} />
          </dd>
        </div>
        <div>
          <dt>Two modes</dt>
          <dd>Watch lists the jobs that are offered and takes none. Work takes them. You can switch at any time.</dd>
        </div>
      </dl>
    </div>
  );
}

/** Three lines from the start, so that nothing moves when the figures come. */
function ModelFigures({ gate }: { readonly gate: GateView | undefined }) {
  return (
    <ul class="model-figures">
      <li>{gate ? sayDownload(gate) : ' '}</li>
      <li>{gate ? sayRoom(gate) : ' '}</li>
      <li>{gate?.expectation ?? ' '}</li>
    </ul>
  );
}

function Recommended({ model, gate }: { readonly model: PageModel; readonly gate: GateView | undefined }) {
  const better = gate?.recommended;
  if (!better) return null;
  return (
    <p class="recommended">
      <span>
        {gate.obstacle ? 'This computer can run' : 'The best for this computer:'} {better.name}
        {factsOf(model, better.id)}
      </span>
      <button
        type="button"
        class="button small"
        onClick={() => model.applySettings({ ...model.settings.peek(), modelId: better.id })}
      >
        Choose it
      </button>
    </p>
  );
}

function factsOf({ models }: PageModel, id: string): string {
  const facts = models.find((model) => model.id === id)?.facts;
  return facts ? ` (${facts})` : '';
}

/** Start accepts the mirror, so it is said above Start. */
function HostOfLink({ model }: { readonly model: PageModel }) {
  const host = model.hostOfLink.value;
  if (!host) return null;
  return (
    <div class="notice">
      <p class="notice-title">This page’s link names another place for the model’s files:</p>
      <p class="notice-value">{host}</p>
      <p>Whoever runs it decides what they hold. Press Start only if you trust it.</p>
      <p>
        <button
          type="button"
          class="button small"
          onClick={() => model.applySettings({ ...model.settings.peek(), modelHost: '' })}
        >
          Use the Hugging Face Hub instead
        </button>
      </p>
    </div>
  );
}
