// Which build of ONNX Runtime's wasm this browser gets. Its C++ waits for the GPU in the middle of a call. Where WebAssembly can
// suspend (JSPI: Chrome from 137 on), the build that relies on it is a third smaller and takes less time for each call; elsewhere
// comes the one that unwinds its own stack (asyncify). The JavaScript above them is one and the same, so that the files are
// all there is to choose.
import asyncifyFactoryUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import asyncifyWasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import jspiFactoryUrl from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url';
import jspiWasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';

export interface RuntimeFiles {
  /** Absolute URLs. */
  readonly mjs: string;
  readonly wasm: string;
}

/** @param webAssembly the browser's `WebAssembly` */
export function runtimeFiles(webAssembly: object): RuntimeFiles {
  const [mjs, wasm] =
    'Suspending' in webAssembly ? [jspiFactoryUrl, jspiWasmUrl] : [asyncifyFactoryUrl, asyncifyWasmUrl];
  return { mjs: new URL(mjs, import.meta.url).href, wasm: new URL(wasm, import.meta.url).href };
}
