import type { JsonSchema } from './task.ts';

export const objectOf = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});

export const listOf = (items: JsonSchema, minItems: number, maxItems: number): JsonSchema => ({
  type: 'array',
  items,
  minItems,
  maxItems,
});

/** Without a bound of its length, which takes xgrammar many seconds to compile; tokens and time bound it. */
export const TEXT: JsonSchema = { type: 'string' };
