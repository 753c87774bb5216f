// What the gate, the shelf and a load may tell.
import type { GateView, StoredModel } from '../../src/page/ports.ts';
import type { LoadProgress } from '../../src/vision/api.ts';
import type { EngineState } from '../../src/worker/api.ts';

const NAME = 'Qwen3-VL 2B';
const BIG = { id: 'onnx-community/Qwen3-VL-2B-Instruct-ONNX', name: NAME };

export const CANNED_STORED: readonly StoredModel[] = [
  { modelId: BIG.id, revision: 'main', bytes: 1_373_000_000, complete: true },
  { modelId: 'onnx-community/Qwen3.5-0.8B-ONNX-OPT', revision: 'main', bytes: 212_000_000, complete: false },
  { modelId: 'demo-model', revision: 'dev', bytes: 5_500_000, complete: true },
];

export function cannedGate(state: string): Partial<GateView> {
  switch (state) {
    case 'welcome-obstacle':
      return {
        device: 'wasm',
        deviceName: 'processor: this browser has no WebGPU',
        slow: true,
        downloadBytes: 1_530_000_000,
        storedBytes: 0,
        memoryBytes: 2_400_000_000,
        obstacle: {
          reason: 'needs-gpu',
        },
        processorReason: 'no-webgpu',
        expectation: { type: 'minutes' },
        recommended: { id: 'demo-model', name: 'Demo Qwen3-VL' },
      };
    case 'welcome-link':
      return {
        downloadBytes: 1_373_000_000,
        memoryBytes: 2_350_000_000,
        expectation: { type: 'measured', secondsPerFrame: 2.43 },
      };
    case 'welcome-stored':
      return {
        downloadBytes: 5_400_000,
        storedBytes: 5_400_000,
        expectation: { type: 'measured', secondsPerFrame: 0.42 },
      };
    case 'welcome-mirror':
      return { downloadBytes: 1_373_000_000, memoryBytes: 2_350_000_000 };
    default:
      return { recommended: BIG };
  }
}

/** What the page's link says besides. */
export function cannedLink(state: string): string {
  if (state === 'welcome-mirror') return `&model=${BIG.id}&modelHost=https://hub.example/mirror`;
  return state === 'welcome-obstacle' ? `&model=${BIG.id}` : '';
}

export function cannedEngine(state: string): EngineState {
  switch (state) {
    case 'loading':
      return loading({ ...download(0.41), bytesPerSecond: 8_400_000, secondsLeft: 98 });
    case 'loading-paused':
      return loading({ ...download(0.41), paused: true });
    case 'preparing':
      return loading({ stage: 'prepare', files: [], paused: false });
    case 'self-test':
      return loading({ stage: 'selfTest', files: [], paused: false });
    case 'self-test-failed':
      return failed(
        'self-test',
        'The model fails on Acme GPU: it says “!!!!”, not “a red box”. Update the driver, or try another browser or model.',
      );
    case 'no-space':
      return failed(
        'no-space',
        'The disk, or this browser’s share, is full. Remove a stored model or free some space, then load again.',
      );
    case 'file-corrupt':
      return failed('file-corrupt', 'decoder_model_merged_q4f16.onnx_data came broken twice. Load again.');
    case 'model-missing':
      return failed('model-missing', 'hub.example has no config.json: check the model’s name.');
    default:
      return { type: 'none' };
  }
}

const loading = (progress: LoadProgress): EngineState => ({ type: 'loading', modelName: NAME, progress });

const failed = (reason: string, message: string): EngineState => ({ type: 'failed', problem: { reason, message } });

function download(share: number): LoadProgress {
  const file = (name: string, totalBytes: number, part: number) => ({
    file: name,
    totalBytes,
    loadedBytes: Math.round(totalBytes * Math.min(1, part)),
  });
  const files = [
    file('tokenizer.json', 11_400_000, 1),
    file('embed_tokens_q4f16.onnx', 233_000_000, share * 2),
    file('vision_encoder_q4f16.onnx', 242_000_000, share * 1.5),
    file('decoder_model_merged_q4f16.onnx_data', 886_000_000, share),
  ];
  return { stage: 'download', files, paused: false };
}
