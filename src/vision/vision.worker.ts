// The vision thread's entry: builds the real things and exposes the engine, and nothing else.
import { expose } from 'comlink';
import { probeGpu } from '../platform/gpuProbe.ts';
import { openModelStore } from '../storage/modelStore/openModelStore.ts';
import { createEngine } from './engine.ts';
import { createLoadModel } from './loadModel.ts';

const probe = () => probeGpu(navigator.gpu, isSecureContext);

expose(createEngine(probe, createLoadModel(openModelStore)));
