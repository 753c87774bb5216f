export type JsonObject = Readonly<Record<string, unknown>>;

/** Undefined for anything but an object in braces. By hand, as valibot takes an array for an object. */
export function asObject(value: unknown): JsonObject | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  // A cast, since an object of JSON has string keys, which TypeScript does not conclude from the checks.
  return isObject ? (value as JsonObject) : undefined;
}

/** Undefined for what is not JSON, too. */
export function parseObject(text: string): JsonObject | undefined {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}
