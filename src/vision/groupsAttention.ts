/** Nodes come first in an ONNX file; weights, where they are in it at all, after them. */
const NODES_BYTES = 8 * 2 ** 20;
const OPERATOR = 'GroupQueryAttention';

/** Whether a decoder's graph has ONNX Runtime's grouped attention. @param file the ONNX file, of which the beginning is read */
export async function groupsAttention(file: Response): Promise<boolean> {
  if (!file.ok || !file.body) return false;
  const reader = file.body.getReader();
  const latin1 = new TextDecoder('latin1');
  let end = '';
  try {
    for (let read = 0; read < NODES_BYTES; ) {
      const { done, value } = await reader.read();
      if (done) return false;
      read += value.length;
      const text = end + latin1.decode(value);
      if (text.includes(OPERATOR)) return true;
      end = text.slice(-OPERATOR.length);
    }
    return false;
  } finally {
    void reader.cancel();
  }
}
