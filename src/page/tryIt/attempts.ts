// One or two questions about the same picture, asked one after the other, and what became of each.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { JobResult } from '../../protocol/result.ts';
import type { Problem, TryEvent, TryOutcome } from '../../worker/api.ts';
import type { TryFrames } from '../ports.ts';
import type { TryDoor } from './tryDoor.ts';
import { askOf, FIRST_ASK, looksAtAllFrames, type TypedAsk } from './typedAsk.ts';

export type AttemptState =
  | { readonly type: 'empty' }
  /** The other one comes first. */
  | { readonly type: 'queued' }
  /** The model is being loaded, where it was not. */
  | { readonly type: 'starting' }
  /** For the job in hand. */
  | { readonly type: 'waiting' }
  | { readonly type: 'looking'; readonly text: string }
  /** `frame` is the one whose boxes are told. */
  | { readonly type: 'done'; readonly result: JobResult; readonly frame: number }
  | { readonly type: 'failed'; readonly problem: Problem }
  | { readonly type: 'stopped'; readonly text: string };

export interface Attempt {
  readonly typed: TypedAsk;
  readonly state: AttemptState;
}

export interface Attempts {
  readonly list: ReadonlySignal<readonly Attempt[]>;
  readonly busy: ReadonlySignal<boolean>;
  type(index: number, part: Partial<TypedAsk>): void;
  /** Adds the second question, which begins as the first one is, or takes it away. */
  compare(on: boolean): void;
  /** @param chosen the frame that is looked at where a task sees one alone */
  look(source: TryFrames, chosen: number): Promise<void>;
  stop(): void;
  /** Another picture: the answers were about the one before. */
  clear(): void;
}

/** Of the answer alone: another question may well have one. */
const OF_THE_ANSWER: readonly string[] = ['answer-unreadable', 'task-unknown'];

export function createAttempts(door: Pick<TryDoor, 'look' | 'stop'>, isDemo: () => boolean): Attempts {
  const list = signal<readonly Attempt[]>([{ typed: FIRST_ASK, state: { type: 'empty' } }]);
  const busy = signal(false);

  function change(index: number, part: Partial<Attempt>): void {
    list.value = list.peek().map((attempt, i) => (i === index ? { ...attempt, ...part } : attempt));
  }

  async function lookOnce(index: number, { frames, seconds }: TryFrames, chosen: number): Promise<boolean> {
    const { typed } = list.peek()[index] as Attempt;
    const all = looksAtAllFrames(typed.task);
    const frame = frames[chosen] ?? frames[0];
    if (!frame) return false;
    const become = (state: AttemptState): void => change(index, { state });
    let over = false;
    let text = '';
    become({ type: 'starting' });
    const wish = {
      ask: askOf(typed, isDemo()),
      frames: all ? frames : [frame],
      frameTimesSeconds: all ? seconds : [0],
    };
    const outcome = await door.look(wish, (event: TryEvent) => {
      // Words come by another port than the outcome.
      if (over) return;
      if (event.type === 'waiting') become({ type: 'waiting' });
      if (event.type === 'text') text = event.text;
      if (event.type === 'looking' || event.type === 'text') become({ type: 'looking', text });
    });
    over = true;
    become(endOf(outcome, text, all ? frames.length - 1 : chosen));
    return outcome.type === 'done' || (outcome.type === 'failed' && OF_THE_ANSWER.includes(outcome.problem.reason));
  }

  return {
    list,
    busy,
    type(index, part) {
      const attempt = list.peek()[index];
      if (attempt) change(index, { typed: { ...attempt.typed, ...part } });
    },
    compare(on) {
      const [first] = list.peek();
      if (first) list.value = on ? [first, { typed: first.typed, state: { type: 'empty' } }] : [first];
    },
    async look(source, chosen) {
      if (busy.peek()) return;
      busy.value = true;
      list.value = list.peek().map((attempt) => ({ ...attempt, state: { type: 'queued' } }));
      for (const index of list.peek().keys()) {
        if (!(await lookOnce(index, source, chosen))) break;
      }
      list.value = list.peek().map((one) => (one.state.type === 'queued' ? { ...one, state: { type: 'empty' } } : one));
      busy.value = false;
    },
    stop: () => door.stop(),
    clear() {
      list.value = list.peek().map((attempt) => ({ ...attempt, state: { type: 'empty' } }));
    },
  };
}

function endOf(outcome: TryOutcome, text: string, frame: number): AttemptState {
  switch (outcome.type) {
    case 'done':
      return { type: 'done', result: outcome.result, frame };
    case 'failed':
      return { type: 'failed', problem: outcome.problem };
    case 'stopped':
      return { type: 'stopped', text };
    default:
      return outcome satisfies never;
  }
}
