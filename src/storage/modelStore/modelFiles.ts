// Which files transformers.js 4.3.1 asks for when it loads a tokenizer, an image processor and an image-text-to-text model;
// its own list (ModelRegistry) would ask the network for it. A test holds the two against each other.
import * as v from 'valibot';

export interface WantedFile {
  readonly path: string;
  /** The model loads without it. */
  readonly optional: boolean;
}

const SUFFIXES: Readonly<Record<string, string>> = {
  fp32: '',
  fp16: '_fp16',
  int8: '_int8',
  uint8: '_uint8',
  q8: '_quantized',
  q4: '_q4',
  q4f16: '_q4f16',
};

export const graphFile = (session: string, dtype: string): string => `${session}${SUFFIXES[dtype] ?? ''}.onnx`;

const CONFIGS: readonly WantedFile[] = [
  { path: 'config.json', optional: false },
  { path: 'preprocessor_config.json', optional: false },
  { path: 'tokenizer.json', optional: false },
  { path: 'tokenizer_config.json', optional: false },
  { path: 'generation_config.json', optional: true },
  // Ours: transformers.js asks for neither, and not every model has them.
  { path: 'video_preprocessor_config.json', optional: true },
  { path: 'processor_config.json', optional: true },
  { path: 'chat_template.jinja', optional: true },
];

const chunksSchema = v.union([v.number(), v.boolean()]);
const configSchema = v.object({
  'transformers.js_config': v.optional(
    v.object({
      /** How many files of weights lie beside a graph: one number for all, or by name, with or without the suffix. */
      use_external_data_format: v.nullish(v.union([chunksSchema, v.record(v.string(), chunksSchema)])),
    }),
  ),
});

/**
 * @param config the parsed config.json
 * @param dtypes by session; a session's own name is its file's
 */
export function modelFiles(config: unknown, dtypes: Readonly<Record<string, string>>): WantedFile[] {
  const chunks = v.parse(configSchema, config)['transformers.js_config']?.use_external_data_format ?? 0;
  const graphs = Object.entries(dtypes).flatMap(([session, dtype]) => {
    const graph = graphFile(session, dtype);
    const count = Number(typeof chunks === 'object' ? (chunks[graph] ?? chunks[session] ?? 0) : chunks);
    const data = Array.from({ length: count }, (_, index) => `${graph}_data${index === 0 ? '' : `_${index}`}`);
    return [graph, ...data].map((name) => ({ path: `onnx/${name}`, optional: false }));
  });
  return [...CONFIGS, ...graphs];
}
