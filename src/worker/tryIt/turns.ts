// Whose turn it is at the model, which answers one question at a time: jobs one after another, and what a person tries out
// before the next of them.

export interface Turns {
  /** @returns false while a trial has the model, or waits for the job in hand */
  beginJob(): boolean;
  /** No job is looked at; may be said again. */
  endJob(): void;
  readonly jobInHand: boolean;
  /** Resolves when no job is looked at; none begins before `endTrial`, which also ends the waiting. */
  beginTrial(): Promise<void>;
  endTrial(): void;
}

/** @param onFree jobs may begin again */
export function createTurns(onFree: () => void): Turns {
  let jobInHand = false;
  let trial: (() => void) | undefined;
  return {
    beginJob() {
      if (trial) return false;
      jobInHand = true;
      return true;
    },
    endJob() {
      jobInHand = false;
      trial?.();
    },
    get jobInHand() {
      return jobInHand;
    },
    beginTrial: () =>
      new Promise((resolve) => {
        trial = resolve;
        if (!jobInHand) resolve();
      }),
    endTrial() {
      trial = undefined;
      onFree();
    },
  };
}
