import type { History } from '../../worker/api.ts';
import { words } from '../language/language.ts';
import { sayDay, sayNumber, sayWorked } from '../words.ts';
import { UNKNOWN } from './facts.ts';

interface TotalProps {
  /** Undefined until it is read. */
  readonly history: History | undefined;
  readonly part: 'gpu' | 'processor';
}

/** What this browser has given on all its visits. */
export function Total({ history, part }: TotalProps) {
  const say = words.value.health.total;
  const total = history?.total;
  const figures = [
    { name: say.jobs(total?.jobs ?? 0), value: total && sayNumber(total.jobs) },
    { name: say.frames(total?.frames ?? 0), value: total && sayNumber(total.frames) },
    { name: say.worked[part], value: total && sayWorked(total.busyMs) },
  ];
  return (
    <div class="total">
      <h3 class="quiet">{say.title}</h3>
      <dl class="total-figures">
        {figures.map(({ name, value }, i) => (
          // Their names change with their number.
          <div key={i}>
            <dd>{value ?? UNKNOWN}</dd>
            <dt>{name}</dt>
          </div>
        ))}
      </dl>
      <p class="quiet total-note">
        {total && (total.sinceMs === undefined ? say.nothing : say.since(sayDay(total.sinceMs)))}
      </p>
    </div>
  );
}
