import type { VisionFailure, VisionFailureReason } from './api.ts';

export const failure = (reason: VisionFailureReason, message: string): VisionFailure => ({
  type: 'failed',
  reason,
  message,
});

export const INTERRUPTED = failure('interrupted', 'Interrupted before the answer was whole.');

export const isFailure = (value: object): value is VisionFailure => 'type' in value && value.type === 'failed';

export const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
