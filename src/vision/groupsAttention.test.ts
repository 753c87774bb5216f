import { expect, test } from 'vitest';
import { writeContractModel } from '../../tests/support/contractModels/writeContractModel.ts';
import { groupsAttention } from './groupsAttention.ts';

const decoderOf = (attention: 'plain' | 'grouped') =>
  new Response(writeContractModel('qwen3_vl', { attention }).get('onnx/decoder_model_merged.onnx') as BodyInit);

test('V13: a decoder with grouped attention is told from one without', async () => {
  expect(await groupsAttention(decoderOf('grouped'))).toBe(true);
  expect(await groupsAttention(decoderOf('plain'))).toBe(false);
});

test('V13: the name counts also where it comes in two pieces; a file that is missing has none', async () => {
  const bytes = new TextEncoder().encode('..GroupQueryAttention..');
  const pieces = new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.subarray(0, 9));
      controller.enqueue(bytes.subarray(9));
      controller.close();
    },
  });
  expect(await groupsAttention(new Response(pieces))).toBe(true);
  expect(await groupsAttention(new Response('', { status: 404 }))).toBe(false);
});
