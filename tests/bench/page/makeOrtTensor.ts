import { Tensor as OrtTensor, type TensorConstructor } from 'onnxruntime-web/webgpu';
import type { MakeTensor } from '../../../src/vision/generation/session.ts';

export const makeOrtTensor: MakeTensor = (type, data, dims) => new (OrtTensor as TensorConstructor)(type, data, dims);
