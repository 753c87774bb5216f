type Xgrammar = typeof import('@mlc-ai/web-xgrammar');

/** Fetched when the first answer is held to a schema: 1.1 MB, its wasm included. */
export async function loadXgrammar(): Promise<Xgrammar> {
  const loaded = await import('@mlc-ai/web-xgrammar');
  if ('GrammarCompiler' in loaded) return loaded;
  // An UMD file that says it is a module: a bundler makes one of it, while a plain import finds the library on `globalThis`.
  return (globalThis as unknown as { readonly xgrammar: Xgrammar }).xgrammar;
}
