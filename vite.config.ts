import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import preact from '@preact/preset-vite';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const root = import.meta.dirname;
const { version, description } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as {
  version: string;
  description: string;
};

/** The demo model has no revision of its own: its content is one, so that a rebuilt model is not read from an old cache. */
function contentRevision(folder: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (/\.(json|onnx)$/.test(name)) hash.update(name).update(readFileSync(resolve(folder, name)));
  }
  return hash.digest('hex').slice(0, 12);
}

const COMMIT_DIGITS = 7;

/** Of the code that is built, where that is known: an archive of the code has no history. */
function commit(): string {
  const named = process.env['GITHUB_SHA'];
  if (named) return named.slice(0, COMMIT_DIGITS);
  // Without a history of its own, git would answer for a repository around this folder.
  if (!existsSync(resolve(root, '.git'))) return '';
  try {
    return execFileSync('git', ['rev-parse', `--short=${COMMIT_DIGITS}`, 'HEAD'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return '';
  }
}

/** Larger files are the model's: fetched, and kept, when it is first loaded. */
const SHELL_FILE_MAX_BYTES = 200_000;
const HASHED_ASSET = /\/assets\/[^/]+-[\w-]{8,}\.\w+$/;
/** Of two versions; those that were not used for longest go first. */
const KEPT_LARGE_FILES = 16;

/** What makes the page an app that opens without a network: docs/SPEC.md, G50 and G51. */
const installable = VitePWA({
  // The page registers the service worker itself, late, and asks before a new version replaces the one that runs.
  injectRegister: false,
  includeManifestIcons: false,
  manifest: {
    name: 'Browser worker',
    short_name: 'Worker',
    description,
    // Relative, as the page works under any path.
    start_url: './',
    scope: './',
    display: 'standalone',
    // `--ground` and `--surface` of src/page/styles/tokens.css; a manifest knows no dark ones.
    background_color: '#f5f6f8',
    theme_color: '#ffffff',
    icons: [
      { src: 'favicon.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: 'icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  },
  workbox: {
    inlineWorkboxRuntime: true,
    importScripts: ['serviceWorkerRoutes.js'],
    globPatterns: ['*.html', 'favicon.svg', 'assets/*.{js,css}'],
    maximumFileSizeToCacheInBytes: Number.MAX_SAFE_INTEGER,
    manifestTransforms: [
      (entries) => ({ manifest: entries.filter(({ size }) => size <= SHELL_FILE_MAX_BYTES), warnings: [] }),
    ],
    // Their names change with their content.
    dontCacheBustURLsMatching: /^assets\//,
    // Mode, relay and the like are in the address: the page is the same.
    ignoreURLParametersMatching: [/./],
    // An unknown path is the server's to answer: perhaps it is the relay's.
    navigateFallback: null,
    // The first visit is kept as well; a later version takes over only when it is told to.
    clientsClaim: true,
    skipWaiting: false,
    cleanupOutdatedCaches: true,
    runtimeCaching: [
      {
        urlPattern: HASHED_ASSET,
        handler: 'CacheFirst',
        options: {
          cacheName: 'browser-worker-assets',
          cacheableResponse: { statuses: [200] },
          expiration: { maxEntries: KEPT_LARGE_FILES, purgeOnQuotaError: true },
        },
      },
    ],
  },
});

/** Tests and benches build pages of their own with this file: those are no app. */
const ofThePage = (plugin: Plugin): Plugin => ({
  ...plugin,
  apply: (config, { command }) => command === 'build' && (config.root === undefined || resolve(config.root) === root),
});

export default defineConfig({
  base: './',
  plugins: [preact(), installable.map(ofThePage)],
  define: {
    __APP_VERSION__: JSON.stringify(version),
    __APP_COMMIT__: JSON.stringify(commit()),
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
