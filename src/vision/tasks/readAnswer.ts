// What a model wrote, read as text or as JSON. The mask and the parser are two locks: here nothing is taken on trust.
import * as v from 'valibot';
import { MAX_TEXT_LENGTH } from './limits.ts';
import { tidy } from './tidy.ts';

/** The plain text of an answer; undefined where there is none. */
export function readText(answer: string): string | undefined {
  // A model that thinks aloud in spite of its template.
  return tidy(answer.replace(/^.*<\/think>/s, ''), MAX_TEXT_LENGTH) || undefined;
}

/** The object or list of an answer, also in a code fence or amid words; undefined where it is not as `schema` has it. */
export function readJson<Schema extends v.GenericSchema>(
  answer: string,
  schema: Schema,
): v.InferOutput<Schema> | undefined {
  const json = /[[{].*[\]}]/s.exec(answer)?.[0];
  if (json === undefined) return undefined;
  try {
    const parsed = v.safeParse(schema, JSON.parse(json));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/** A text of an answer, mended. */
export const words = (maxLength: number) =>
  v.pipe(
    v.string(),
    v.transform((text) => tidy(text, maxLength)),
  );

/** A list of texts, without the empty ones. */
export const lines = (maxItems: number, maxLength: number) =>
  v.pipe(
    v.array(words(maxLength)),
    v.transform((texts) => texts.filter((text) => text !== '').slice(0, maxItems)),
  );
