// What to ask of a camera's jobs where they do not say it themselves, as a person types it: a line a camera, all text.
import type { CameraDefaults } from '../../worker/api.ts';
import { words } from '../language/language.ts';
import { lineTokensProblem, maxTokensOf } from './tokens.ts';

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
  /** The most tokens of an answer; empty: the task's own limit. */
  readonly maxTokens: string;
}

export const NO_CAMERA: TypedCamera = { serviceId: '', task: '', prompt: '', labels: '', language: '', maxTokens: '' };

/** As they are offered: first what the job asks. */
export const TASKS = [
  '',
  'describe',
  'detect',
  'video',
  'count',
  'read',
  'question',
  'alert',
] as const satisfies readonly TypedCamera['task'][];

/** Bounds that the tasks keep as well (src/vision/tasks/limits.ts), said here before they bite. */
const MAX_CAMERAS = 64;
const LONGEST = { serviceId: 200, prompt: 2000, label: 80, language: 40 };
const MAX_LABELS = 50;

/** @param answerLanguage of the cameras, and of all others, that have none of their own */
export function camerasOf(typed: readonly TypedCamera[], answerLanguage = ''): CameraDefaults[] {
  const cameras = typed.filter(saysSomething).map(cameraOf);
  const language = answerLanguage.trim();
  if (language === '') return cameras;
  // A camera's own line comes before the one for all others, which need not be there.
  const all = cameras.find(({ serviceId }) => serviceId === '') ?? { serviceId: '' };
  return [...cameras.filter((camera) => camera !== all), { language, ...all }];
}

const cameraOf = ({ serviceId, task, prompt, labels, language, maxTokens }: TypedCamera): CameraDefaults => ({
  serviceId: serviceId.trim(),
  ...(task && { task }),
  ...(prompt.trim() && { prompt: prompt.trim() }),
  ...(labelsOf(labels).length > 0 && { labels: labelsOf(labels) }),
  ...(language.trim() && { language: language.trim() }),
  ...(maxTokens.trim() && { maxTokens: maxTokensOf(maxTokens) ?? 0 }),
});

/** What is wrong with the lines, the first thing that is. */
export function camerasProblem(typed: readonly TypedCamera[]): string | undefined {
  const { problems } = words.value.settings;
  const lines = typed.filter(saysSomething);
  if (lines.length > MAX_CAMERAS) return problems.manyCameras(lines.length, MAX_CAMERAS);
  const seen = new Set<string>();
  for (const line of lines) {
    const camera = cameraOf(line);
    const name = camera.serviceId === '' ? problems.allOthers : `“${camera.serviceId.slice(0, 40)}”`;
    if (seen.has(camera.serviceId)) return problems.twoLines(name);
    seen.add(camera.serviceId);
    const problem = cameraProblem(camera) ?? lineTokensProblem(line.maxTokens);
    if (problem) return problems.line(name, problem);
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
  const { problems } = words.value.settings;
  if (serviceId.length > LONGEST.serviceId) return problems.lineId(LONGEST.serviceId);
  if (task === 'question' && !prompt) return problems.lineQuestion;
  if (task === 'alert' && !prompt) return problems.lineAlert;
  if (prompt.length > LONGEST.prompt) return problems.lineText(LONGEST.prompt);
  if (labels.length > MAX_LABELS) return problems.lineLabels(MAX_LABELS);
  if (labels.some((label) => label.length > LONGEST.label)) return problems.lineLabel(LONGEST.label);
  return language.length > LONGEST.language ? problems.lineLanguage(LONGEST.language) : undefined;
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
  const task = TASKS.find((known) => known === read('task')) ?? '';
  return [
    {
      serviceId: read('serviceId'),
      task,
      prompt: read('prompt'),
      labels: read('labels'),
      language: read('language'),
      maxTokens: read('maxTokens'),
    },
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
