// What a job wants to know (an ask) and what came of it (a finding), one kind a task. Plain data: both cross threads.
import type { Box } from '../protocol/result.ts';

/** Every task by the name that a job's `metadata.task` gives it. */
export const TASK_NAMES = ['describe', 'detect', 'video', 'count', 'read', 'question', 'alert'] as const;
export type TaskName = (typeof TASK_NAMES)[number];

/** A task, with what the job or the person says of it. All text in it comes from others: it is data, never instructions. */
export interface Ask {
  readonly task: TaskName;
  /** The question of `question`, the condition of `alert`; a wish besides for the others. */
  readonly prompt?: string;
  /** What to look for in `detect` and `count`; absent: everything. */
  readonly labels?: readonly string[];
  /** The language of the answer, as a person names it: `German`, `pt-BR`. */
  readonly language?: string;
  /** At most so many tokens; the task's own limit holds where it is smaller. */
  readonly maxTokens?: number;
  /** What the batch before showed, of the same camera; for `video`. */
  readonly before?: Before;
}

/** Bounded by who keeps it (src/worker/cameraMemory.ts). */
export interface Before {
  readonly description: string;
  readonly objects: readonly { readonly id: number; readonly label: string; readonly bbox: Box }[];
}

/** A box as the model gave it, checked. */
export interface SeenBox {
  readonly label: string;
  /** In 0..1000 of the frame. */
  readonly bbox: Box;
}

export const SEVERITIES = ['low', 'medium', 'high'] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface VideoEvent {
  /** Seconds from the first frame, as the model says. */
  readonly seconds: number;
  readonly what: string;
}

export type Finding =
  | { readonly task: 'describe'; readonly description: string }
  | { readonly task: 'detect'; readonly boxes: readonly SeenBox[] }
  | {
      readonly task: 'video';
      readonly description: string;
      readonly events: readonly VideoEvent[];
      readonly activities: readonly string[];
      /** Against the batch before. */
      readonly changes: readonly string[];
    }
  | { readonly task: 'count'; readonly counts: readonly { readonly label: string; readonly count: number }[] }
  | { readonly task: 'read'; readonly texts: readonly string[] }
  | { readonly task: 'question'; readonly answer: string }
  | { readonly task: 'alert'; readonly alert: boolean; readonly reason: string; readonly severity: Severity };
