// The seed's worker with stock transformers.js: claims a job, fetches a frame, asks, fetches the next, … and hands in; one thing
// after another, as its README and the library's model cards write it. It is given what it could do well by itself: a frame is
// decoded once for two questions, and its prompts and answers are those of ours.
import {
  PretrainedConfig,
  Qwen2VLImageProcessor,
  Qwen3VLForConditionalGeneration,
  Qwen3VLProcessor,
  RawImage,
  type Tensor,
} from '@huggingface/transformers';
import { expose } from 'comlink';
import { parseBoxes } from '../../../../src/vision/tasks/parseBoxes.ts';
import { QWEN_TASKS } from '../../../../src/vision/tasks/taskSets.ts';
import { openBenchModel } from './benchModel.ts';
import type { StockOptions } from './page.ts';
import { spanned } from './spanChannel.ts';

interface SeedJob {
  readonly id: string;
  readonly frames: readonly string[];
}

/** As long as ours: answers end by themselves. */
const MAX_NEW_TOKENS = 1024;
const HEARTBEAT_MS = 30_000;
const workerId = 'sequential-stock';

const api = {
  /** Resolves when jobs may come. */
  async start(httpBase: string, { timeScale, maxPixels, batchSentenceTokens }: StockOptions): Promise<void> {
    const look = await openStock(timeScale, maxPixels);
    const socket = new WebSocket(`${httpBase.replace('http', 'ws')}/connect`);
    const waiting: SeedJob[] = [];
    let wake = () => {};
    let key = '';
    await new Promise<void>((registered) => {
      socket.onopen = () => socket.send(JSON.stringify({ type: 'register', data: { worker_id: workerId } }));
      socket.onmessage = ({ data }) => {
        const message = JSON.parse(String(data));
        if (message.type === 'registered') {
          key = message.data.key;
          registered();
        }
        if (message.type !== 'job_available') return;
        waiting.push(message.job);
        wake();
      };
    });
    setInterval(() => socket.send(JSON.stringify({ type: 'heartbeat' })), HEARTBEAT_MS);
    void (async () => {
      for (;;) {
        const job = waiting.shift();
        if (job) await doJob(httpBase, key, job, look, batchSentenceTokens);
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    })();
  },
};

export type StockApi = typeof api;
expose(api);

type Look = (image: RawImage, prompt: string, maxTokens?: number) => Promise<{ text: string; tokens: number }>;

async function doJob(httpBase: string, key: string, job: SeedJob, look: Look, sentenceTokens: number): Promise<void> {
  const url = `${httpBase}/jobs/${job.id}`;
  const post = (path: string, body: object) =>
    fetch(`${url}/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ worker_id: workerId, ...body }),
    });
  try {
    await spanned('claim', () => post('claim', {}));
    const result = await answer(url, key, job, look, sentenceTokens);
    await spanned('complete', () => post('complete', { result }));
  } catch (error) {
    await post('fail', { error: String(error) });
  }
}

async function answer(url: string, key: string, job: SeedJob, look: Look, sentenceTokens: number): Promise<object> {
  const sentences: string[] = [];
  let detections: unknown;
  let tokens = 0;
  for (const [i, frame] of job.frames.entries()) {
    const blob = await spanned('fetch', async () =>
      (await fetch(`${url}/frames/${frame}`, { headers: { 'X-Worker-Key': key } })).blob(),
    );
    const image = await spanned('decode', () => RawImage.fromBlob(blob));
    // Of a batch, boxes are asked for in the newest frame alone, and all sentences are as long together as ours on the video.
    if (i === job.frames.length - 1) {
      const found = await look(image, QWEN_TASKS.detect?.prompt({ task: 'detect' }) ?? '');
      detections = parseBoxes(found.text);
      tokens += found.tokens;
    }
    const prompt = QWEN_TASKS.describe?.prompt({ task: 'describe' }) ?? '';
    const told = await look(image, prompt, job.frames.length > 1 ? sentenceTokens : undefined);
    sentences.push(told.text);
    tokens += told.tokens;
  }
  return { description: sentences.join(' '), detections, tokens };
}

async function openStock(timeScale: number, maxPixels: number | undefined): Promise<Look> {
  const { tokenizer, files, sessions, stopId } = await openBenchModel(timeScale, false);
  const preprocessor = files['preprocessor_config.json'];
  const { size = { shortest_edge: 0, longest_edge: 0 } } = preprocessor as {
    size?: { shortest_edge: number; longest_edge: number };
  };
  const image_processor = new Qwen2VLImageProcessor({
    ...preprocessor,
    size: { ...size, longest_edge: maxPixels ?? size.longest_edge },
    do_normalize: true,
  });
  const processor = new Qwen3VLProcessor({}, { image_processor, tokenizer }, null);
  const config = new PretrainedConfig(files['config.json']);
  const model = new Qwen3VLForConditionalGeneration(
    config,
    { ...sessions },
    {
      generation_config: { ...files['generation_config.json'], eos_token_id: stopId },
    },
  );
  return (image, prompt, maxTokens = MAX_NEW_TOKENS) =>
    spanned('look', async () => {
      const content = [{ type: 'image' }, { type: 'text', text: prompt }];
      const inputs = await spanned('pack', async () => {
        // The types know messages of text alone.
        const text = processor.apply_chat_template([{ role: 'user', content }] as never, {
          add_generation_prompt: true,
        });
        return processor(text, image);
      });
      const outputs = (await spanned('answer', () =>
        model.generate({ ...inputs, max_new_tokens: maxTokens, do_sample: false }),
      )) as Tensor;
      const answer = outputs.slice(null, [inputs.input_ids.dims.at(-1), null]);
      const text = processor.batch_decode(answer, { skip_special_tokens: true })[0] ?? '';
      const ids = (answer.tolist() as bigint[][])[0] ?? [];
      return { text, tokens: ids.filter((id) => id !== BigInt(stopId)).length };
    });
}
