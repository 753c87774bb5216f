import { parseArgs } from 'node:util';
import { parseRelayAddress } from '../src/protocol/relayAddress.ts';
import type { DeviceChoice } from '../src/vision/api.ts';
import type { PageSettings } from './pageUrl.ts';
import { problemText } from './problemText.ts';

const DEVICES: readonly string[] = ['auto', 'webgpu', 'wasm'] satisfies DeviceChoice[];

const DEFAULT_RELAY = 'ws://localhost:7010/connect';

export const WORKER_HELP = `npm run worker -- [options]
  --relay ADDRESS   the relay, as ws://host:7010/connect or host:9020 (${DEFAULT_RELAY})
  --gateway         reach the relay through this program: for relays that allow no pages of other origins (no CORS)
  --work            claim jobs and describe them; without it, jobs are only logged
  --model ID        a model of the page's list, or a Hugging Face repository in ONNX (the demo model)
  --model-host URL  a mirror of the Hugging Face Hub, to fetch the model from (https://huggingface.co)
  --device NAME     auto, webgpu or wasm (auto: WebGPU on a real GPU, else wasm)
  --still N         answer as before where no part of a camera's frames changed by more than N of 255 steps of brightness (0: look at all)
  --help            this text
`;

export type WorkerOptions =
  | {
      readonly type: 'run';
      readonly settings: PageSettings & { readonly relay: string };
      /** The base of the relay's HTTP routes, where the page is to reach it through a gateway of its own. */
      readonly gatewayTo?: string;
    }
  | { readonly type: 'help' }
  /** A sentence for the person who typed it. */
  | { readonly type: 'wrong'; readonly problem: string };

export function readWorkerOptions(args: readonly string[]): WorkerOptions {
  const parsed = parse(args);
  if (parsed instanceof Error) return { type: 'wrong', problem: problemText(parsed) };
  const { relay = DEFAULT_RELAY, work, model, 'model-host': modelHost, device, still, gateway, help } = parsed;
  if (help) return { type: 'help' };
  const address = parseRelayAddress(relay, 'http://localhost/');
  if ('problem' in address) return { type: 'wrong', problem: `--relay: ${address.problem}` };
  if (device !== undefined && !isDevice(device)) {
    return { type: 'wrong', problem: `--device is one of ${DEVICES.join(', ')}, not “${device}”.` };
  }
  if (modelHost !== undefined && !/^https?:$/.test(protocolOf(modelHost))) {
    return { type: 'wrong', problem: `--model-host is an address such as https://hub.example, not “${modelHost}”.` };
  }
  if (still !== undefined && !(Number(still) >= 0 && Number(still) <= 255)) {
    return { type: 'wrong', problem: `--still is a number from 0 to 255, not “${still}”.` };
  }
  return {
    type: 'run',
    settings: { mode: work ? 'work' : 'observe', relay: relay.trim(), modelId: model, modelHost, device, still },
    ...(gateway && { gatewayTo: address.httpBase }),
  };
}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        relay: { type: 'string' },
        gateway: { type: 'boolean', default: false },
        work: { type: 'boolean', default: false },
        model: { type: 'string' },
        'model-host': { type: 'string' },
        device: { type: 'string' },
        still: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    return values;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

const protocolOf = (url: string): string => (URL.canParse(url) ? new URL(url).protocol : '');

const isDevice = (name: string): name is DeviceChoice => DEVICES.includes(name);
