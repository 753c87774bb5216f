import { useState } from 'preact/hooks';
import type { Span } from '../../worker/api.ts';
import { words } from '../language/language.ts';
import { formWords } from './formWords.ts';
import { MAX_SPANS, NIGHTS } from './limitChoices.ts';
import { minuteOf, timeOf, WEEK } from './sayHours.ts';

interface ScheduleFieldProps {
  readonly spans: readonly Span[];
  readonly onChange: (spans: readonly Span[]) => void;
}

/** Days to tick and two times, once or more often: a grid of 168 cells would be reached by nobody's keyboard. */
export function ScheduleField({ spans, onChange }: ScheduleFieldProps) {
  const say = formWords.value.schedule;
  return (
    <div class="spans">
      {spans.map((span, at) => (
        <SpanFields
          // Hours have no name of their own.
          key={at}
          number={at + 1}
          span={span}
          onChange={(next) => onChange(spans.with(at, next))}
          onRemove={() => onChange(spans.toSpliced(at, 1))}
        />
      ))}
      {spans.length === 0 && <p class="problem">{say.noSpan}</p>}
      {spans.length < MAX_SPANS && (
        <button type="button" class="button small" onClick={() => onChange([...spans, NIGHTS])}>
          {say.add}
        </button>
      )}
    </div>
  );
}

interface SpanFieldsProps {
  readonly number: number;
  readonly span: Span;
  readonly onChange: (span: Span) => void;
  readonly onRemove: () => void;
}

function SpanFields({ number, span, onChange, onRemove }: SpanFieldsProps) {
  const { shortDays, longDays } = words.value.limits;
  const say = formWords.value.schedule;
  const { days, fromMinute, toMinute } = span;
  const turn = (day: number): readonly number[] =>
    days.includes(day) ? days.filter((other) => other !== day) : [...days, day];
  return (
    <fieldset class="span">
      <legend class="unseen">{say.span(number)}</legend>
      <div class="days">
        {WEEK.map((day) => (
          <label key={day} class="day">
            <input
              type="checkbox"
              class="unseen"
              aria-label={longDays[day]}
              checked={days.includes(day)}
              onChange={() => onChange({ ...span, days: turn(day) })}
            />
            <span aria-hidden="true">{shortDays[day]}</span>
          </label>
        ))}
      </div>
      {days.length === 0 && <p class="problem">{say.noDay}</p>}
      <div class="times">
        <TimeField
          label={say.from}
          minute={fromMinute}
          onChange={(minute) => onChange({ ...span, fromMinute: minute })}
        />
        <TimeField label={say.to} minute={toMinute} onChange={(minute) => onChange({ ...span, toMinute: minute })} />
        <button type="button" class="button small" aria-label={say.removeSpan(number)} onClick={onRemove}>
          {say.remove}
        </button>
      </div>
    </fieldset>
  );
}

interface TimeFieldProps {
  readonly label: string;
  readonly minute: number;
  readonly onChange: (minute: number) => void;
}

/** While no whole time is typed the one before holds. */
function TimeField({ label, minute, onChange }: TimeFieldProps) {
  const [wrong, setWrong] = useState(false);
  return (
    <label class="time">
      <span>{label}</span>
      <input
        type="time"
        value={timeOf(minute)}
        aria-invalid={wrong}
        onInput={({ currentTarget }) => {
          const next = minuteOf(currentTarget.value);
          setWrong(next === undefined);
          if (next !== undefined) onChange(next);
        }}
      />
      {wrong && (
        <span class="problem" role="alert">
          {formWords.value.schedule.noTime}
        </span>
      )}
    </label>
  );
}
