// The one result object that every known reader understands: the old Python worker's (`summary`, `service_id`, …),
// the seed's (`detections`, `model`, `version`) and the newer Unblink server's (`description`, `objects`).

/** `[x1, y1, x2, y2]`, origin at the top left. The unit is in the name of the field that holds it. */
export type Box = readonly [number, number, number, number];

export interface Detection {
  readonly label: string;
  /** The seed's name for `label`. */
  readonly class: string;
  /** In 0..1000 of the frame's width and height. */
  readonly bbox: Box;
  /** In pixels of the frame as it was fetched. */
  readonly bbox_px: Box;
  /** Index into the job's frames. */
  readonly frame: number;
}

export interface SeenObject {
  readonly id: number;
  readonly label: string;
  /** In 0..1000. */
  readonly bbox: Box;
}

/** What a job's task found besides words and boxes. Fields of tasks that were not asked are missing. */
export interface TaskFields {
  /** `alert`. */
  readonly alert?: {
    readonly triggered: boolean;
    readonly reason: string;
    readonly severity: 'low' | 'medium' | 'high';
  };
  /** `count`: of the newest frame that was looked at. */
  readonly counts?: readonly { readonly label: string; readonly count: number }[];
  /** `read`: of all frames that were looked at, each text once. */
  readonly texts?: readonly string[];
  /** `question`. */
  readonly answer?: string;
  /** `video`; seconds from the first frame. */
  readonly events?: readonly { readonly seconds: number; readonly what: string }[];
  readonly activities?: readonly string[];
  /** `video`: against the batch before of the same camera. */
  readonly changes?: readonly string[];
}

export interface JobResult extends TaskFields {
  /** One or more sentences that make sense to a reader who knows nothing of tasks. */
  readonly summary: string;
  readonly description: string;
  readonly detections: readonly Detection[];
  /** The objects of the newest frame. An object keeps its id from one batch of a camera to the next. */
  readonly objects: readonly SeenObject[];
  readonly service_id: string;
  readonly frame_count: number;
  readonly duration_seconds: number;
  /** RFC 3339, when the answer was complete. */
  readonly created_at: string;
  readonly model: string;
  readonly model_revision: string;
  readonly dtype: string;
  readonly device: string;
  /** This program's version. */
  readonly version: string;
  /** Milliseconds, summed over what was asked: `look` is all of it, `first_token` the wait for the first token of each answer. */
  readonly timings_ms: {
    readonly fetch: number;
    readonly pack: number;
    readonly first_token: number;
    readonly look: number;
  };
  readonly tokens: number;
  /** `[width, height]` in pixels, one a frame. */
  readonly frame_sizes: readonly (readonly [number, number])[];
  /** What was asked, where the job named a task, or the person for its camera. */
  readonly task?: string;
  /** The language that the answer was asked in. */
  readonly language?: string;
  /** An answer was cut short: it repeated itself, took too many tokens, or too long. */
  readonly cut?: 'loop' | 'tokens' | 'time';
  /** Nothing moved since the job of this camera that `unchanged_since` names: this is that job's answer once more. */
  readonly unchanged?: true;
  /** The id of a job that was really looked at. */
  readonly unchanged_since?: string;
}
