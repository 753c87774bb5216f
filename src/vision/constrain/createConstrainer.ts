// Holds answers to JSON schemas with xgrammar, which says for each token of the vocabulary whether it may come next. JSON is
// written as Python's json.dumps writes it, as both Qwen and the demo model learned it: `, ` and `: `, and no other space.
import type { CompiledGrammar, GrammarCompiler, GrammarMatcher, TokenizerInfo } from '@mlc-ai/web-xgrammar';
import type { JsonSchema } from '../tasks/task.ts';
import type { Constraint } from './constraint.ts';
import { loadXgrammar } from './loadXgrammar.ts';

export interface ConstrainerOptions {
  /** The tokens that text is made of, by id (`vocabularyOf`). */
  readonly vocabulary: readonly (string | undefined)[];
  /** One at least. */
  readonly stopIds: readonly number[];
  /** How many logits the model gives: often more than there are tokens. */
  readonly vocabSize: number;
}

export interface Constrainer {
  /**
   * For one answer. The root of the schema is an object or a list. The first takes a second, for the tables of the vocabulary,
   * and each new schema up to 0.4 s: who knows a schema early makes a constraint and puts it away.
   */
  constrain(schema: JsonSchema): Promise<Constraint>;
  dispose(): void;
}

/** Labels that jobs ask for make schemas of their own, without end. */
const MAX_GRAMMARS = 16;

const NO_INDENT = -1;
const SEPARATORS: [string, string] = [', ', ': '];

/** Loads the library and the tables of the vocabulary with the first schema. */
export function createConstrainer({ vocabulary, stopIds, vocabSize }: ConstrainerOptions): Constrainer {
  const closers = closersOf(vocabulary);
  const grammars = new Map<string, Promise<CompiledGrammar>>();
  let tools:
    | Promise<{
        info: TokenizerInfo;
        compiler: GrammarCompiler;
        startMatcher: typeof GrammarMatcher.createGrammarMatcher;
      }>
    | undefined;

  const loadTools = async () => {
    const xgrammar = await loadXgrammar();
    // What is empty is special to xgrammar and never comes, but for stop tokens: these come only if they are in the list.
    const tokens = Array.from({ length: vocabSize }, (_, id) => vocabulary[id] ?? '');
    const info = await xgrammar.TokenizerInfo.createTokenizerInfo(tokens, 'byte_level', false, vocabSize, [...stopIds]);
    const compiler = await xgrammar.GrammarCompiler.createGrammarCompiler(info, false);
    return { info, compiler, startMatcher: xgrammar.GrammarMatcher.createGrammarMatcher };
  };

  const grammarOf = (compiler: GrammarCompiler, schema: string) => {
    const grammar = grammars.get(schema) ?? compiler.compileJSONSchema(schema, false, NO_INDENT, SEPARATORS, true);
    // The last in the map is the last that was used.
    grammars.delete(schema);
    grammars.set(schema, grammar);
    const [oldest] = grammars;
    if (oldest && grammars.size > MAX_GRAMMARS) forget(oldest);
    return grammar;
  };

  const forget = ([schema, grammar]: [string, Promise<CompiledGrammar>]) => {
    grammars.delete(schema);
    grammar.then(
      (compiled) => compiled.dispose(),
      () => {},
    );
  };

  return {
    async constrain(schema) {
      tools ??= loadTools().catch((error: unknown) => {
        // A fetch that failed may work the next time.
        tools = undefined;
        throw error;
      });
      const { compiler, startMatcher } = await tools;
      const matcher = await startMatcher(await grammarOf(compiler, JSON.stringify(schema)));
      return constraintOf(matcher, { stopIds, closers, words: Math.ceil(vocabSize / 32) });
    },
    dispose() {
      for (const entry of grammars) forget(entry);
      void tools?.then(
        ({ info, compiler }) => {
          compiler.dispose();
          info.dispose();
        },
        () => {},
      );
      tools = undefined;
    },
  };
}

interface VocabularyFacts {
  readonly stopIds: readonly number[];
  readonly closers: readonly number[];
  /** Of a mask. */
  readonly words: number;
}

function constraintOf(matcher: GrammarMatcher, { stopIds, closers, words }: VocabularyFacts): Constraint {
  const stopId = stopIds[0] as number;
  let rowsMemory = new Int32Array(words);
  let disposed = false;
  const mayCome = (id: number): boolean => {
    const may = matcher.acceptToken(id);
    if (may) matcher.rollBack(1);
    return may;
  };
  return {
    async masksAlong(draft) {
      const needed = (draft.length + 1) * words;
      if (rowsMemory.length < needed) rowsMemory = new Int32Array(needed);
      let accepted = 0;
      try {
        rowsMemory.set(await matcher.getNextTokenBitmask());
        for (const id of draft) {
          // A matcher that has accepted a stop token aborts the whole library when it is asked for more.
          if (stopIds.includes(id) || !matcher.acceptToken(id)) break;
          accepted++;
          rowsMemory.set(await matcher.getNextTokenBitmask(), accepted * words);
        }
      } finally {
        matcher.rollBack(accepted);
      }
      return { masks: rowsMemory.subarray(0, (accepted + 1) * words), rows: accepted + 1 };
    },
    // Words that share half a character make the library read the other half from past the end.
    forced: () => matcher.findJumpForwardString().replace(/\P{ASCII}$/u, ''),
    accept(id) {
      if (!matcher.acceptToken(id)) throw new RangeError(`token ${id} may not come here`);
    },
    // An object or a list that is complete cannot be longer.
    get done() {
      return mayCome(stopId);
    },
    closing() {
      if (mayCome(stopId)) return undefined;
      const id = closers.find(mayCome);
      if (id === undefined) throw new RangeError('no single byte goes on: the vocabulary is not byte-level');
      return id;
    },
    dispose() {
      if (!disposed) matcher.dispose();
      disposed = true;
    },
  };
}

/**
 * The tokens of one byte, in the order in which they are tried to end an answer. `"` first: in a text it ends it, after a
 * backslash it is what is escaped, and where a text begins it is followed by another. Then what ends lists and objects, then
 * what goes on to a next part that is required. The rest is for where little may come: keys, digits (0 before the others),
 * names, the bytes that a character or an escape still lacks. So each step ends something or is forced, and there is an end.
 */
function closersOf(vocabulary: readonly (string | undefined)[]): number[] {
  const FIRST = '"]},';
  const rank = (token: string) => (FIRST.includes(token) ? FIRST.indexOf(token) : FIRST.length + token.charCodeAt(0));
  const bytes = Array.from(vocabulary, (token = '', id) => ({ token, id })).filter(({ token }) => token.length === 1);
  return bytes.sort((a, b) => rank(a.token) - rank(b.token)).map(({ id }) => id);
}
