// The memories that wasm modules are made with, which ONNX Runtime shows to nobody: to be installed before it loads.
const memories = new Set<WebAssembly.Memory>();

export function watchWasmHeaps(): void {
  const { Memory } = WebAssembly;
  WebAssembly.Memory = class extends Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super(descriptor);
      memories.add(this);
    }
  };
  // Others are made within a module and exported by it.
  const { instantiate } = WebAssembly;
  Object.assign(WebAssembly, {
    instantiate: async (...values: Parameters<typeof instantiate>) => {
      const made: unknown = await instantiate(...values);
      const instance =
        made instanceof WebAssembly.Instance ? made : (made as { instance: WebAssembly.Instance }).instance;
      note(instance);
      return made;
    },
  });
  const { instantiateStreaming } = WebAssembly;
  Object.assign(WebAssembly, {
    instantiateStreaming: async (...values: Parameters<typeof instantiateStreaming>) => {
      const made = await instantiateStreaming(...values);
      note(made.instance);
      return made;
    },
  });
}

function note({ exports }: WebAssembly.Instance): void {
  for (const value of Object.values(exports)) if (value instanceof WebAssembly.Memory) memories.add(value);
}

export const wasmHeapBytes = (): number => [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
