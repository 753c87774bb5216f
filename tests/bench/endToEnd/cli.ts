// node --import tsx tests/bench/endToEnd/cli.ts [--scale 1] [--rounds 3] [--heap] [--without drafts,lookAhead]
import { parseArgs } from 'node:util';
import { endToEndText } from './endToEndText.ts';
import { measureEndToEnd } from './measureEndToEnd.ts';

const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: '0.5' },
    rounds: { type: 'string', default: '3' },
    heap: { type: 'boolean', default: false },
    without: { type: 'string', default: '' },
  },
});
const startMs = performance.now();
const log = (line: string) => process.stderr.write(`${((performance.now() - startMs) / 1000).toFixed(0)} s  ${line}\n`);
const off = values.without.split(',').filter((name) => name !== '');
const result = await measureEndToEnd({
  timeScale: Number(values.scale),
  rounds: Number(values.rounds),
  gpu: !values.heap,
  levers: Object.fromEntries(off.map((name) => [name, name === 'readEvery' ? 1 : false])),
  log,
});
process.stdout.write(`${endToEndText(result)}\n`);
