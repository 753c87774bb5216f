/** An error as a person at a terminal should read it: what is wrong and what to do, without a stack. */
export function problemText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE') return 'The port is taken. Choose another with --port.';
  if (code === 'EACCES') return 'This port needs more rights. Choose another with --port.';
  if (code === 'EADDRNOTAVAIL') return 'This computer has no such address. Choose another with --host.';
  if (code.startsWith('ERR_PARSE_ARGS')) return `${error.message.replace(/\.?$/, '.')} --help lists the options.`;
  return error.message;
}

/** Why a server did not answer, in a few words. An attempt at several addresses has no message of its own. */
export function whyNoAnswer(error: Error): string {
  const cause = error.cause instanceof Error ? error.cause : error;
  const code = 'code' in cause ? String(cause.code) : '';
  return cause.message === '' ? code : cause.message;
}
