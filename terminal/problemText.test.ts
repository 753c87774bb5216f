import { expect, test } from 'vitest';
import { problemText, whyNoAnswer } from './problemText.ts';
import { readWorkerOptions } from './workerOptions.ts';

const failure = (message: string, code: string): Error => Object.assign(new Error(message), { code });

test('T1: a taken or a forbidden port is told with what to do', () => {
  expect(problemText(failure('listen EADDRINUSE', 'EADDRINUSE'))).toBe(
    'The port is taken. Choose another with --port.',
  );
  expect(problemText(failure('listen EACCES', 'EACCES'))).toContain('more rights');
});

test('T1: a mistyped option ends in one clear sentence, in both commands', () => {
  const sentence = 'Unknown option ‘--x’. --help lists the options.';
  expect(problemText(failure('Unknown option ‘--x’', 'ERR_PARSE_ARGS_UNKNOWN_OPTION'))).toBe(sentence);
  const options = readWorkerOptions(['--x']);
  expect(options.type === 'wrong' && options.problem).toMatch(/--x.*\. --help lists the options\.$/);
});

test('T1: any other error is told in its own words', () => {
  expect(problemText(new Error('The folder is empty.'))).toBe('The folder is empty.');
  expect(problemText('nothing')).toBe('nothing');
});

test('T3: an address that this computer does not have is told with what to do', () => {
  expect(problemText(failure('listen EADDRNOTAVAIL', 'EADDRNOTAVAIL'))).toContain('Choose another with --host.');
});

test('T3: why a relay does not answer is told in the words of its cause, or by its code', () => {
  const refused = failure('connect ECONNREFUSED 127.0.0.1:1', 'ECONNREFUSED');
  expect(whyNoAnswer(new Error('Internal Server Error', { cause: refused }))).toBe('connect ECONNREFUSED 127.0.0.1:1');
  expect(whyNoAnswer(failure('', 'ECONNREFUSED'))).toBe('ECONNREFUSED');
});
