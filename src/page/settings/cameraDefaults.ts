// What to ask of a camera's jobs where they do not say it themselves, as a person types it: a line a camera, all text.
import type { CameraDefaults } from '../../worker/api.ts';

type TaskName = NonNullable<CameraDefaults['task']>;

export interface TypedCamera {
  /** Empty: every camera. */
  readonly serviceId: string;
  /** Empty: what the job or its frames suggest. */
  readonly task: TaskName | '';
  readonly prompt: string;
  /** Separated by commas. */
  readonly labels: string;
  readonly language: string;
}

export const NO_CAMERA: TypedCamera = { serviceId: '', task: '', prompt: '', labels: '', language: '' };

/** Each task as a person would choose it. */
const TASK_WORDS: { readonly [T in TaskName]: string } = {
  describe: 'Describe',
  detect: 'Find objects',
  video: 'Describe what happens',
  count: 'Count',
  read: 'Read text',
  question: 'Answer a question',
  alert: 'Raise an alert',
};

export const TASKS: readonly { readonly value: TypedCamera['task']; readonly label: string }[] = [
  { value: '', label: 'As the job asks' },
  ...Object.entries(TASK_WORDS).map(([value, label]) => ({ value: value as TaskName, label })),
];

/** What the prompt is for each task that has a name of its own for it. */
export const PROMPT_LABELS: { readonly [T in TypedCamera['task']]?: string } = {
  question: 'The question',
  alert: 'Alert when …',
};

/** Bounds that the tasks keep as well (src/vision/tasks/limits.ts), said here before they bite. */
const MAX_CAMERAS = 64;
const LONGEST = { serviceId: 200, prompt: 2000, label: 80, language: 40 };
const MAX_LABELS = 50;

export const camerasOf = (typed: readonly TypedCamera[]): CameraDefaults[] =>
  typed.filter(saysSomething).map(({ serviceId, task, prompt, labels, language }) => ({
    serviceId: serviceId.trim(),
    ...(task && { task }),
    ...(prompt.trim() && { prompt: prompt.trim() }),
    ...(labelsOf(labels).length > 0 && { labels: labelsOf(labels) }),
    ...(language.trim() && { language: language.trim() }),
  }));

/** What is wrong with the lines, the first thing that is. */
export function camerasProblem(typed: readonly TypedCamera[]): string | undefined {
  const cameras = camerasOf(typed);
  if (cameras.length > MAX_CAMERAS)
    return `These are ${cameras.length} cameras; ${MAX_CAMERAS} at most can be set here.`;
  const seen = new Set<string>();
  for (const camera of cameras) {
    const name = camera.serviceId === '' ? 'all others' : `“${camera.serviceId.slice(0, 40)}”`;
    if (seen.has(camera.serviceId)) return `There are two lines for ${name}.`;
    seen.add(camera.serviceId);
    const problem = cameraProblem(camera);
    if (problem) return `The line for ${name}: ${problem}`;
  }
  return undefined;
}

function cameraProblem({
  serviceId,
  task,
  prompt = '',
  labels = [],
  language = '',
}: CameraDefaults): string | undefined {
  if (serviceId.length > LONGEST.serviceId) return `an id has ${LONGEST.serviceId} characters at most.`;
  if (task === 'question' && !prompt) return 'write the question that is to be answered.';
  if (task === 'alert' && !prompt) return 'write when there is to be an alert.';
  if (prompt.length > LONGEST.prompt) return `a text has ${LONGEST.prompt} characters at most.`;
  if (labels.length > MAX_LABELS) return `${MAX_LABELS} labels at most.`;
  if (labels.some((label) => label.length > LONGEST.label)) return `a label has ${LONGEST.label} characters at most.`;
  return language.length > LONGEST.language ? `a language has ${LONGEST.language} characters at most.` : undefined;
}

/** @param text as `JSON.stringify` wrote it for the store; anything else is no line */
export function readCameras(text: string): TypedCamera[] {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed.flatMap(readCamera) : [];
  } catch {
    return [];
  }
}

function readCamera(value: unknown): TypedCamera[] {
  if (typeof value !== 'object' || value === null) return [];
  const texts = new Map(Object.entries(value));
  const read = (key: keyof TypedCamera): string => {
    const text: unknown = texts.get(key);
    return typeof text === 'string' ? text : '';
  };
  const task = TASKS.find((known) => known.value === read('task'))?.value ?? '';
  return [
    { serviceId: read('serviceId'), task, prompt: read('prompt'), labels: read('labels'), language: read('language') },
  ];
}

const labelsOf = (typed: string): string[] => [
  ...new Set(
    typed
      .split(',')
      .map((label) => label.trim())
      .filter((label) => label !== ''),
  ),
];

/** A line that was added and left alone says nothing, and is no camera. */
const saysSomething = ({ serviceId: _, ...rest }: TypedCamera): boolean =>
  Object.values(rest).some((text) => text.trim() !== '');
