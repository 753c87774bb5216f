// What is asked: the task, and of its wishes those that it uses.
import type { ComponentChildren } from 'preact';
import { screenWords } from './screenWords.ts';
import type { TryModel } from './tryModel.ts';
import { type TypedAsk, usesOf } from './typedAsk.ts';

/** Bounds that the tasks keep as well (src/vision/tasks/limits.ts). */
const LONGEST = { prompt: 2000, labels: 4000, language: 40, maxTokens: 4 };
const LETTERS = ['A', 'B'];

interface AskFormProps {
  readonly tryModel: TryModel;
  readonly index: number;
}

export function AskForm({ tryModel, index }: AskFormProps) {
  const { attempts, tasks, isDemo, problems } = tryModel;
  const list = attempts.list.value;
  const typed = list[index]?.typed;
  if (!typed) return null;
  const { task, prompt, labels, language, maxTokens } = typed;
  const uses = usesOf(task, isDemo.value);
  const problem = problems.value[index];
  const said = screenWords.value;
  const id = `try-ask-${index}`;
  const change = (part: Partial<TypedAsk>) => attempts.type(index, part);
  // What the loaded model does not know stays chosen until the person chooses, or the worker says so.
  const offered = tasks.value.includes(task) ? tasks.value : [task, ...tasks.value];
  return (
    <fieldset class={`try-ask try-${index}`} disabled={attempts.busy.value} aria-describedby={`${id}-note`}>
      <legend class={list.length > 1 ? 'try-letter' : 'unseen'}>{said.askOf(LETTERS[index] ?? '')}</legend>
      <Labelled id={`${id}-task`} text={said.task}>
        <select
          id={`${id}-task`}
          value={task}
          onChange={({ currentTarget }) => change({ task: offered[currentTarget.selectedIndex] ?? task })}
        >
          {offered.map((name) => (
            <option key={name} value={name}>
              {said.tasks[name]}
            </option>
          ))}
        </select>
      </Labelled>
      {uses.prompt && (
        <Labelled id={`${id}-prompt`} text={said.prompts[uses.prompt]}>
          <textarea
            id={`${id}-prompt`}
            rows={2}
            maxLength={LONGEST.prompt}
            placeholder={uses.prompt === 'wish' ? said.wishHint : ''}
            value={prompt}
            onInput={({ currentTarget }) => change({ prompt: currentTarget.value })}
          />
        </Labelled>
      )}
      <div class="try-small">
        {uses.labels && (
          <Labelled id={`${id}-labels`} text={said.labels}>
            <TextInput
              id={`${id}-labels`}
              value={labels}
              max={LONGEST.labels}
              hint={said.labelsHint}
              onChange={(text) => change({ labels: text })}
            />
          </Labelled>
        )}
        {uses.language && (
          <Labelled id={`${id}-language`} text={said.language}>
            <TextInput
              id={`${id}-language`}
              value={language}
              max={LONGEST.language}
              hint={said.languageHint}
              onChange={(text) => change({ language: text })}
            />
          </Labelled>
        )}
        <Labelled id={`${id}-tokens`} text={said.maxTokens}>
          <TextInput
            id={`${id}-tokens`}
            value={maxTokens}
            max={LONGEST.maxTokens}
            isNumber
            onChange={(text) => change({ maxTokens: text })}
          />
        </Labelled>
      </div>
      <p id={`${id}-note`} class={problem ? 'problem' : 'quiet'} aria-live="polite">
        {problem ? said.needs[problem] : isDemo.value && said.demo.fixed}
      </p>
    </fieldset>
  );
}

interface LabelledProps {
  readonly id: string;
  readonly text: string;
  readonly children: ComponentChildren;
}

const Labelled = ({ id, text, children }: LabelledProps) => (
  <div class="try-field">
    <label for={id}>{text}</label>
    {children}
  </div>
);

interface TextInputProps {
  readonly id: string;
  readonly value: string;
  readonly max: number;
  readonly hint?: string;
  readonly isNumber?: boolean;
  readonly onChange: (text: string) => void;
}

const TextInput = ({ id, value, max, hint, isNumber, onChange }: TextInputProps) => (
  <input
    id={id}
    type="text"
    inputMode={isNumber ? 'numeric' : undefined}
    maxLength={max}
    placeholder={hint}
    autoComplete="off"
    spellcheck={false}
    value={value}
    onInput={({ currentTarget }) => onChange(currentTarget.value)}
  />
);
