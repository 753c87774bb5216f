// The models that the page offers. Any other repository id of the HF Hub is taken as it stands, at its own risk.
import { demoRevision } from '../platform/build.ts';

/** Data type of the weights as transformers.js names it; it decides which files are fetched. */
export type Dtype = 'fp32' | 'q4' | 'q4f16';

export interface Model {
  readonly id: string;
  /** What a person calls it. */
  readonly name: string;
  /** `page`: served beside the page. `hub`: fetched from the HF Hub. */
  readonly origin: 'page' | 'hub';
  readonly revision: string;
  readonly dtype: { readonly withF16: Dtype; readonly withoutF16: Dtype };
  /** To be downloaded, with `withF16`; undefined where it is not known. */
  readonly downloadBytes?: number;
}

export const DEMO_MODEL_ID = 'demo-model';

export const MODELS: readonly Model[] = [
  {
    id: DEMO_MODEL_ID,
    name: 'Demo Qwen3-VL',
    origin: 'page',
    revision: demoRevision,
    dtype: { withF16: 'fp32', withoutF16: 'fp32' },
    downloadBytes: 5_500_000,
  },
  {
    id: 'onnx-community/Qwen3-VL-2B-Instruct-ONNX',
    name: 'Qwen3-VL 2B',
    origin: 'hub',
    revision: 'main',
    dtype: { withF16: 'q4f16', withoutF16: 'q4' },
    downloadBytes: 1_373_000_000,
  },
];

/** The catalogue's entry, or a plain one for a repository id that a person typed. */
export function findModel(id: string): Model {
  return (
    MODELS.find((model) => model.id === id) ?? {
      id,
      name: id,
      origin: 'hub',
      revision: 'main',
      dtype: { withF16: 'q4f16', withoutF16: 'q4' },
    }
  );
}
