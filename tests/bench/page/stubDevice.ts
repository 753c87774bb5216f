// A GPU device that does nothing and is done at once: what is measured with it is JavaScript alone.

/** What a mapped buffer shows: small ones the numbers of tokens, each time others, so that no answer is a loop. */
function createMappedBytes() {
  let next = 0;
  return (bytes: number): ArrayBuffer => {
    const buffer = new ArrayBuffer(bytes);
    const values = new Uint32Array(buffer, 0, Math.min(64, bytes >> 2));
    if (bytes > 256) return buffer;
    for (let i = 0; i < values.length; i++) {
      next = (next + 7) % 500;
      values[i] = next;
    }
    return buffer;
  };
}

/** Of the device's methods, those that ours and our packer call. */
export function createStubDevice(): GPUDevice {
  const mapped = createMappedBytes();
  const nothing = () => {};
  const pass = { setPipeline: nothing, setBindGroup: nothing, dispatchWorkgroups: nothing, end: nothing };
  const encoder = () => ({
    beginComputePass: () => pass,
    copyBufferToBuffer: nothing,
    clearBuffer: nothing,
    finish: () => ({}),
  });
  const buffer = ({ size, usage }: GPUBufferDescriptor) => ({
    size,
    usage,
    destroy: nothing,
    unmap: nothing,
    mapAsync: async () => {},
    getMappedRange: (_offset?: number, bytes = size) => mapped(bytes),
  });
  const device = {
    queue: {
      submit: nothing,
      writeBuffer: nothing,
      writeTexture: nothing,
      copyExternalImageToTexture: nothing,
      onSubmittedWorkDone: async () => {},
    },
    limits: { maxTextureDimension2D: 8192, maxStorageBufferBindingSize: 2 ** 31, maxBufferSize: 2 ** 31 },
    features: new Set<string>(),
    lost: new Promise(() => {}),
    createBuffer: buffer,
    createTexture: () => ({ createView: () => ({}), destroy: nothing }),
    createShaderModule: () => ({}),
    createBindGroupLayout: () => ({}),
    createPipelineLayout: () => ({}),
    createComputePipeline: () => ({ getBindGroupLayout: () => ({}) }),
    createBindGroup: () => ({}),
    createCommandEncoder: encoder,
  };
  return device as unknown as GPUDevice;
}
