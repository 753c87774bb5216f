// The vision thread's entry: exposes the engine and nothing else.
import { expose } from 'comlink';
import { createEngine } from './engine.ts';

expose(createEngine(navigator.gpu));
