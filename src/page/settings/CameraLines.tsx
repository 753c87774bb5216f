import { words } from '../language/language.ts';
import { NO_CAMERA, TASKS, type TypedCamera } from './cameraDefaults.ts';
import { panelWords } from './panelWords.ts';

interface CameraLinesProps {
  readonly cameras: readonly TypedCamera[];
  readonly problem: string | undefined;
  readonly onChange: (cameras: readonly TypedCamera[]) => void;
}

/** A line a camera: what is asked of its jobs where they do not say it themselves. */
export function CameraLines({ cameras, problem, onChange }: CameraLinesProps) {
  const say = panelWords.value;
  const set = (at: number, part: Partial<TypedCamera>) =>
    onChange(cameras.map((camera, i) => (i === at ? { ...camera, ...part } : camera)));
  return (
    <fieldset class="camera-lines" aria-describedby="cameras-note">
      <legend>{words.value.settings.names.cameras}</legend>
      {cameras.map((camera, i) => (
        // A line has no name of its own while it is typed.
        <CameraLine
          key={i}
          number={i + 1}
          camera={camera}
          set={(part) => set(i, part)}
          remove={() => onChange(cameras.toSpliced(i, 1))}
        />
      ))}
      <div class="camera-foot">
        <button type="button" class="button small" onClick={() => onChange([...cameras, NO_CAMERA])}>
          {say.addCamera}
        </button>
        <p id="cameras-note" class={problem ? 'problem' : 'quiet'} aria-live="polite">
          {problem ?? say.camerasNote}
        </p>
      </div>
    </fieldset>
  );
}

interface CameraLineProps {
  readonly number: number;
  readonly camera: TypedCamera;
  readonly set: (part: Partial<TypedCamera>) => void;
  readonly remove: () => void;
}

function CameraLine({ number, camera, set, remove }: CameraLineProps) {
  const { serviceId, task, prompt, labels, language, maxTokens } = camera;
  const say = panelWords.value;
  return (
    <div class="camera-line">
      <Cell
        label={say.camera}
        line={number}
        value={serviceId}
        placeholder={say.allOthers}
        onChange={(text) => set({ serviceId: text })}
      />
      <label>
        <span>{say.task}</span>
        <select
          aria-label={say.ofLine(say.task, number)}
          value={task}
          onChange={({ currentTarget }) => set({ task: TASKS[currentTarget.selectedIndex] ?? '' })}
        >
          {TASKS.map((value) => (
            <option key={value} value={value}>
              {say.tasks[value]}
            </option>
          ))}
        </select>
      </label>
      <Cell
        label={task === 'question' || task === 'alert' ? say.prompts[task] : say.prompts.other}
        line={number}
        value={prompt}
        onChange={(text) => set({ prompt: text })}
      />
      <Cell
        label={say.labels}
        line={number}
        value={labels}
        placeholder={say.sampleLabels}
        onChange={(text) => set({ labels: text })}
      />
      <Cell
        label={say.language}
        line={number}
        value={language}
        placeholder={say.asAlways}
        onChange={(text) => set({ language: text })}
      />
      <Cell
        label={say.tokens}
        line={number}
        value={maxTokens}
        placeholder={say.ofTask}
        onChange={(text) => set({ maxTokens: text })}
      />
      <button type="button" class="button small" aria-label={say.removeLine(number)} onClick={remove}>
        {say.remove}
      </button>
    </div>
  );
}

interface CellProps {
  readonly label: string;
  readonly line: number;
  readonly value: string;
  readonly placeholder?: string;
  readonly onChange: (text: string) => void;
}

const Cell = ({ label, line, value, placeholder, onChange }: CellProps) => (
  <label>
    <span>{label}</span>
    <input
      type="text"
      aria-label={panelWords.value.ofLine(label, line)}
      placeholder={placeholder}
      autoComplete="off"
      value={value}
      onInput={(event) => onChange(event.currentTarget.value)}
    />
  </label>
);
