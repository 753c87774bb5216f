import { NO_CAMERA, PROMPT_LABELS, TASKS, type TypedCamera } from './cameraDefaults.ts';

interface CameraLinesProps {
  readonly cameras: readonly TypedCamera[];
  readonly problem: string | undefined;
  readonly onChange: (cameras: readonly TypedCamera[]) => void;
}

/** A line a camera: what is asked of its jobs where they do not say it themselves. */
export function CameraLines({ cameras, problem, onChange }: CameraLinesProps) {
  const set = (at: number, part: Partial<TypedCamera>) =>
    onChange(cameras.map((camera, i) => (i === at ? { ...camera, ...part } : camera)));
  return (
    <fieldset class="camera-lines" aria-describedby="cameras-note">
      <legend>What to ask of each camera</legend>
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
          Add a camera
        </button>
        <p id="cameras-note" class={problem ? 'problem' : 'quiet'} aria-live="polite">
          {problem ?? 'Holds for jobs that name no task themselves. A line without a camera holds for all others.'}
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
  const { serviceId, task, prompt, labels, language } = camera;
  return (
    <div class="camera-line">
      <Cell
        label="Camera"
        line={number}
        value={serviceId}
        placeholder="All others"
        onChange={(text) => set({ serviceId: text })}
      />
      <label>
        <span>Task</span>
        <select
          aria-label={`Task, line ${number}`}
          value={task}
          onChange={({ currentTarget }) => set({ task: TASKS[currentTarget.selectedIndex]?.value ?? '' })}
        >
          {TASKS.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <Cell
        label={PROMPT_LABELS[task] ?? 'Wish'}
        line={number}
        value={prompt}
        onChange={(text) => set({ prompt: text })}
      />
      <Cell
        label="Labels"
        line={number}
        value={labels}
        placeholder="car, person"
        onChange={(text) => set({ labels: text })}
      />
      <Cell
        label="Language"
        line={number}
        value={language}
        placeholder="English"
        onChange={(text) => set({ language: text })}
      />
      <button type="button" class="button small" aria-label={`Remove line ${number}`} onClick={remove}>
        Remove
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
      aria-label={`${label}, line ${line}`}
      placeholder={placeholder}
      autoComplete="off"
      value={value}
      onInput={(event) => onChange(event.currentTarget.value)}
    />
  </label>
);
