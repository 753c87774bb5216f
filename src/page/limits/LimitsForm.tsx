import { Checkbox } from '../parts/Checkbox.tsx';
import { formWords } from './formWords.ts';
import type { PercentKey } from './limitChoices.ts';
import type { Access, LimitsModel } from './limitsModel.ts';
import { PercentField } from './PercentField.tsx';
import { ScheduleField } from './ScheduleField.tsx';

export interface LimitsFormProps {
  readonly limits: LimitsModel;
}

/** Each change holds at once: there is nothing to apply. */
export function LimitsForm({ limits }: LimitsFormProps) {
  const { change, choices, power } = limits;
  const chosen = choices.value;
  const say = formWords.value;
  const noPower = power.value === 'missing';
  const percent = (key: PercentKey, label: string) => (
    <PercentField id={key} label={label} value={chosen[key]} onChange={(value) => change({ [key]: value })} />
  );
  return (
    <div class="limits-form">
      <Checkbox
        class="limit"
        id="limit-hours"
        {...say.schedule}
        checked={chosen.scheduled}
        onChange={(scheduled) => change({ scheduled })}
      >
        <ScheduleField spans={chosen.spans} onChange={(spans) => change({ spans })} />
      </Checkbox>
      <Checkbox
        class="limit"
        id="limit-power"
        {...say.power}
        problem={noPower ? say.power.missing : undefined}
        checked={chosen.mainsOnly}
        onChange={(mainsOnly) => change({ mainsOnly })}
      />
      <Checkbox
        class="limit"
        id="limit-charge"
        {...say.charge}
        problem={noPower ? say.power.missing : undefined}
        checked={chosen.chargeLimited}
        onChange={(chargeLimited) => change({ chargeLimited })}
      >
        {percent('leastChargePercent', say.charge.field)}
      </Checkbox>
      <AskingSwitch
        id="limit-use"
        words={say.use}
        access={limits.idleAccess.value}
        checked={chosen.idleOnly}
        onChange={(idleOnly) => change({ idleOnly })}
      />
      <Checkbox
        class="limit"
        id="limit-duty"
        {...say.duty}
        checked={chosen.dutyLimited}
        onChange={(dutyLimited) => change({ dutyLimited })}
      >
        {percent('dutyPercent', say.duty.field)}
      </Checkbox>
      <Checkbox
        class="limit"
        id="limit-heat"
        {...say.heat}
        checked={chosen.heatWatched}
        onChange={(heatWatched) => change({ heatWatched })}
      >
        {percent('heatPercent', say.heat.field)}
      </Checkbox>
      <AskingSwitch
        id="limit-notify"
        words={say.notify}
        access={limits.notifyAccess.value}
        checked={chosen.notify}
        onChange={(notify) => change({ notify })}
      />
    </div>
  );
}

interface AskingSwitchProps {
  readonly id: string;
  readonly words: Readonly<Record<'label' | 'note' | Exclude<Access, 'granted'>, string>>;
  readonly access: Access;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** Its click asks the browser for leave; where that was not given, it says what to do. */
function AskingSwitch({ words: say, access, checked, onChange, id }: AskingSwitchProps) {
  const lacking = access === 'granted' ? undefined : say[access];
  return (
    <Checkbox
      class="limit"
      id={id}
      label={say.label}
      note={say.note}
      problem={access === 'missing' || checked ? lacking : undefined}
      checked={checked}
      onChange={onChange}
    >
      {access === 'prompt' && (
        <button type="button" class="button small" onClick={() => onChange(true)}>
          {formWords.value.ask}
        </button>
      )}
    </Checkbox>
  );
}
