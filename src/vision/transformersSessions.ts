// The sessions that transformers.js made, and tensors for them.
import { env, type PreTrainedModel, Tensor } from '@huggingface/transformers';
import { Tensor as OrtTensor } from 'onnxruntime-web/webgpu';
import type { Model } from './generation/model.ts';
import type { MakeTensor, Sessions } from './generation/session.ts';

export type ModelSessions = Pick<Model, 'sessions' | 'makeTensor' | 'gpu'>;

/** @param device on which the model was loaded */
export async function sessionsOf(model: PreTrainedModel, device: 'webgpu' | 'wasm'): Promise<ModelSessions> {
  // transformers.js types them loosely; each is an InferenceSession.
  const { sessions } = model as unknown as { readonly sessions: Sessions };
  // ONNX Runtime made the device when it made the first session.
  const gpuDevice = device === 'webgpu' ? await env.backends.onnx.webgpu?.device : undefined;
  return {
    sessions,
    makeTensor,
    ...(gpuDevice && {
      gpu: {
        device: gpuDevice as GPUDevice,
        // The runtime takes only tensors of its own class to be filled; transformers.js makes another's.
        tensorOf: (buffer, dataType, dims) => OrtTensor.fromGpuBuffer(buffer, { dataType, dims }),
      },
    }),
  };
}

const makeTensor: MakeTensor = (type, data, dims) =>
  new Tensor(type, data as NonNullable<ConstructorParameters<typeof Tensor>[1]>, [...dims])
    .ort_tensor as unknown as ReturnType<MakeTensor>;
