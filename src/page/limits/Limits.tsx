import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { words } from '../language/language.ts';
import type { PageModel } from '../pageModel.ts';
import { Panel } from '../parts/Panel.tsx';
import { holdText } from './holdText.ts';
import type { LimitsFormProps } from './LimitsForm.tsx';
import { limitLines } from './limitLines.ts';
import type { LimitsModel } from './limitsModel.ts';

/** When this computer may work, and what holds it at the moment. */
export function Limits({ model }: { readonly model: PageModel }) {
  const { limits } = model;
  const open = limits.open.value;
  const say = words.value.limits;
  const change = (
    <button type="button" class="link" aria-expanded={open} onClick={() => limits.show(!open)}>
      {open ? say.done : say.change}
    </button>
  );
  return (
    <Panel title={say.title} class="limits" aside={change}>
      <HoldNow model={model} />
      {open ? <FormPlace limits={limits} /> : <Lines limits={limits} />}
    </Panel>
  );
}

/** The state line says it too; here stands what can be done about it. */
function HoldNow({ model: { store, limits } }: { readonly model: PageModel }) {
  const { hold, current, run } = store.snapshot.value;
  const say = words.value.limits;
  if (limits.batteryAllowed.value) {
    return (
      <div class="limits-hold">
        <p>{say.batteryAllowed}</p>
        <button type="button" class="button small" onClick={() => limits.allowBattery(false)}>
          {say.forbidBattery}
        </button>
      </div>
    );
  }
  if (!hold || run.type !== 'running') return null;
  return (
    <div class="limits-hold">
      <p>{holdText(hold, store.nowMs.value)}</p>
      {current && <p class="quiet">{say.thenHeld}</p>}
      {hold.type === 'battery' && (
        <button type="button" class="button small" onClick={() => limits.allowBattery(true)}>
          {say.allowBattery}
        </button>
      )}
    </div>
  );
}

function Lines({ limits }: { readonly limits: LimitsModel }) {
  const say = words.value.limits;
  const lines = limitLines(limits);
  if (lines.length === 0) return <p class="quiet">{say.none}</p>;
  return (
    <dl class="health-facts limits-lines">
      {lines.map(({ name, values, idle }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {values.map((value) => (
              <span key={value} class="limits-value">
                {value}
              </span>
            ))}
            {idle && <span class="limits-value quiet">{say.noEffect}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The form comes when it is wanted: most visitors never change a limit. */
function FormPlace({ limits }: { readonly limits: LimitsModel }) {
  const [loaded, setLoaded] = useState<{ readonly Form: FunctionComponent<LimitsFormProps> }>();
  useEffect(() => {
    void import('./LimitsForm.tsx').then(({ LimitsForm }) => setLoaded({ Form: LimitsForm }));
  }, []);
  return loaded ? <loaded.Form limits={limits} /> : <p class="quiet limits-loading">{words.value.limits.loading}</p>;
}
