import { useState } from 'preact/hooks';
import { words } from '../language/language.ts';
import type { PageModel } from '../pageModel.ts';
import { Caution } from '../parts/Caution.tsx';
import type { GateView } from '../ports.ts';
import { sayDay } from '../words.ts';
import { nameOf, sayDevice, sayDownload, sayExpectation, sayObstacle, sayRoom } from './gateWords.ts';
import { LinkAsks } from './LinkAsks.tsx';

/** What stands in NOW until Start: all that a stranger should know, or for who has agreed before, that it is ready. */
export function Welcome({ model }: { readonly model: PageModel }) {
  const [asked, setAsked] = useState(false);
  const consent = model.consents.current.value;
  if (!consent) return <FirstVisit model={model} />;
  return (
    <div class="welcome" data-short={!asked}>
      <Ready model={model} since={consent.atMs} />
      <p>
        <button type="button" class="link" aria-expanded={asked} onClick={() => setAsked(!asked)}>
          {asked ? words.value.settings.less : words.value.settings.whatThisIs}
        </button>
      </p>
      {asked && <About model={model} />}
      <Obstacle model={model} />
    </div>
  );
}

function Ready({ model, since }: { readonly model: PageModel; readonly since: number }) {
  const say = words.value.settings;
  const { mode, modelId } = model.settings.value;
  return (
    <>
      <p class="welcome-lead">{say.ready(model.relayHost.value)}</p>
      <p>
        {say.readyMeans[mode](nameOf(model.models, modelId))} <span class="quiet">{say.agreed(sayDay(since))}</span>
      </p>
      <LinkAsks model={model} />
    </>
  );
}

function FirstVisit({ model }: { readonly model: PageModel }) {
  return (
    <div class="welcome">
      <p class="welcome-lead">{words.value.settings.lead}</p>
      <LinkAsks model={model} />
      <About model={model} />
      <Obstacle model={model} />
    </div>
  );
}

/** Comes last, above Start: it is known later than the rest, which stays where it is. */
function Obstacle({ model }: { readonly model: PageModel }) {
  const obstacle = model.modelFacts.gate.value?.obstacle;
  if (!obstacle) return null;
  const { message, remedy } = sayObstacle(obstacle, nameOf(model.models, model.settings.value.modelId));
  return (
    <Caution title={message}>
      <p>{remedy}</p>
    </Caution>
  );
}

/** The few lines that matter to everybody, and the rest behind a word. */
function About({ model }: { readonly model: PageModel }) {
  const say = words.value.settings;
  const host = model.relayHost.value;
  const gate = model.modelFacts.gate.value;
  const { mode, modelId } = model.settings.value;
  const chosen = model.models.find(({ id }) => id === modelId);
  return (
    <>
      <p>
        {say.about[0]}
        <strong>{host}</strong>
        {say.about[1]}
      </p>
      <p class="privacy">
        <strong>{say.privacyTitle}.</strong> {say.privacy(host)}
      </p>
      <dl class="facts">
        <div>
          <dt>{say.leaves}</dt>
          <dd>{say.leavesText}</dd>
        </div>
        <div>
          <dt>{say.start}</dt>
          <dd>{say.startMeans[mode]}</dd>
        </div>
        <div>
          <dt>{say.model}</dt>
          <dd>
            <strong>{nameOf(model.models, modelId)}</strong>
            <span class="fact">{gate ? sayDownload(gate) : ' '}</span>
            <Recommended model={model} gate={gate} />
          </dd>
        </div>
        <div>
          <dt>{say.runsOn}</dt>
          <dd>
            {gate ? sayDevice(gate) : say.looking}
            <span class="fact">{gate ? sayExpectation(gate) : ' '}</span>
            <button type="button" class="link" onClick={() => model.tryIt.show(true)}>
              {words.value.tryIt.tryHere}
            </button>
          </dd>
        </div>
      </dl>
      <p class="quiet">{say.consentMeans(host)}</p>
      <details class="welcome-more">
        <summary>{say.more}</summary>
        <p>{chosen ? `${chosen.name} (${chosen.facts}). ${chosen.note}` : say.unknownModel}</p>
        <p>{gate ? sayRoom(gate) : ' '}</p>
      </details>
    </>
  );
}

function Recommended({ model, gate }: { readonly model: PageModel; readonly gate: GateView | undefined }) {
  const say = words.value.settings;
  // Its place is kept until the GPU is known.
  if (!gate) return <span class="recommended" />;
  const better = gate.recommended;
  if (!better || better.id === model.settings.value.modelId) return null;
  const facts = model.models.find(({ id }) => id === better.id)?.facts;
  return (
    <span class="recommended">
      <span>
        {gate.obstacle ? say.canRun : say.best} {better.name}
        {facts && ` (${facts})`}
      </span>
      <button
        type="button"
        class="button small"
        onClick={() => model.applySettings({ ...model.settings.peek(), modelId: better.id, dtype: 'auto' })}
      >
        {say.choose}
      </button>
    </span>
  );
}
