import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import preact from '@preact/preset-vite';
import { defaultClientConditions, defineConfig } from 'vite';

const root = import.meta.dirname;
const { version } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as { version: string };

/** The demo model has no revision of its own: its content is one, so that a rebuilt model is not read from an old cache. */
function contentRevision(folder: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (/\.(json|onnx)$/.test(name)) hash.update(name).update(readFileSync(resolve(folder, name)));
  }
  return hash.digest('hex').slice(0, 12);
}

export default defineConfig({
  base: './',
  plugins: [preact()],
  define: {
    __APP_VERSION__: JSON.stringify(version),
    __DEMO_REVISION__: JSON.stringify(contentRevision(resolve(root, 'public/demo-model'))),
  },
  resolve: {
    // ONNX Runtime then takes its wasm from the URLs that we give it and puts no copy of its own into the bundle.
    conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions],
  },
  worker: { format: 'es' },
  build: {
    target: 'chrome124',
    rolldownOptions: { input: { index: resolve(root, 'index.html'), relay: resolve(root, 'relay.html') } },
  },
});
