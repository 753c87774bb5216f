// The limits that are on, a line each, with what keeps one from having an effect.
import { words } from '../language/language.ts';
import { sayPercent } from '../words.ts';
import type { LimitsModel } from './limitsModel.ts';
import { sayHours } from './sayHours.ts';

export interface LimitLine {
  readonly name: string;
  /** One or more. */
  readonly values: readonly string[];
  /** It is on, but the browser does not tell what it needs. */
  readonly idle: boolean;
}

export function limitLines({ choices, power, idleAccess }: LimitsModel): LimitLine[] {
  const { names, values } = words.value.limits;
  const chosen = choices.value;
  const lines: LimitLine[] = [];
  const add = (name: string, said: readonly string[], idle = false) => lines.push({ name, values: said, idle });
  const noPower = power.value === 'missing';
  const percent = (value: number): string => sayPercent(value / 100);
  if (chosen.scheduled) {
    const hours = chosen.spans.filter(({ days }) => days.length > 0).map(sayHours);
    add(names.hours, hours.length > 0 ? hours : [values.noHours]);
  }
  if (chosen.mainsOnly) add(names.power, [values.mainsOnly], noPower);
  if (chosen.chargeLimited) add(names.charge, [values.leastCharge(percent(chosen.leastChargePercent))], noPower);
  if (chosen.idleOnly) add(names.use, [values.idleOnly], idleAccess.value !== 'granted');
  if (chosen.dutyLimited) add(names.duty, [values.duty(percent(chosen.dutyPercent))]);
  if (chosen.heatWatched) add(names.heat, [values.heat(percent(chosen.heatPercent))]);
  return lines;
}
