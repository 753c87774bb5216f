import { describe, expect, test } from 'vitest';
import { createDeferred } from '../../tests/fakes/deferred.ts';
import { settle } from '../../tests/fakes/settle.ts';
import type { Problem } from './api.ts';
import type { Session } from './session.ts';
import { createTroubles } from './troubles.ts';
import type { HttpEnding } from './verdict.ts';

const ANSWERED: HttpEnding = { type: 'answered', status: 500 };
const UNANSWERED: HttpEnding = { type: 'unanswered', detail: 'Failed to fetch' };
const CONNECTING: Session = { type: 'connecting', attempt: 1, address: 0, tried: 0 };
const open = (key = 'k1'): Session => ({ type: 'open', workerId: 'w', key, sinceMs: 0, attempt: 1, address: 0 });
const waiting = (reason = 'relay-down'): Session => ({
  type: 'waiting',
  attempt: 2,
  address: 0,
  retryAtMs: 0,
  problem: { reason, message: 'The relay cannot be reached.' },
});

/** What would be found is said by its reason; nothing is found until the test says so. */
function setUp() {
  const questions: { readonly kind: string; readonly found: (reason: string) => Promise<void> }[] = [];
  const ask = (kind: string) => () => {
    const answer = createDeferred<Problem>();
    const found = async (reason: string) => {
      answer.resolve({ reason, message: `It is ${reason}.` });
      await settle(1);
    };
    questions.push({ kind, found });
    return answer.promise;
  };
  const told: (string | undefined)[] = [];
  const troubles = createTroubles({ noSocket: ask('noSocket'), noAnswer: ask('noAnswer') }, (problem) =>
    told.push(problem?.reason),
  );
  const http = (...endings: readonly HttpEnding[]) => endings.forEach(troubles.onHttp);
  const go = (...states: readonly Session[]) => states.forEach(troubles.onSession);
  const asked = () => questions.map(({ kind }) => kind);
  const answer = async (reason: string) => questions.at(-1)?.found(reason);
  return { troubles, questions, asked, answer, told, http, go };
}

describe('requests without an answer', () => {
  test('N2: one may fail by chance; after two in a row the trouble is looked for, and told', async () => {
    const { troubles, asked, answer, told, http, go } = setUp();
    go(open());
    http(UNANSWERED);
    expect(asked()).toEqual([]);
    http(UNANSWERED);
    expect(asked()).toEqual(['noAnswer']);
    expect(troubles.current).toBeUndefined();
    await answer('no-cors');
    expect(troubles.current).toMatchObject({ reason: 'no-cors' });
    expect(told).toEqual(['no-cors']);
  });

  test('N2: an answer between two is the end of the row, whatever its status', () => {
    const { asked, http, go } = setUp();
    go(open());
    http(UNANSWERED, ANSWERED, UNANSWERED, ANSWERED);
    expect(asked()).toEqual([]);
  });

  test('N2: while there is no connection nothing is looked for', () => {
    const { asked, http, go } = setUp();
    http(UNANSWERED, UNANSWERED);
    go(waiting('key-rejected'));
    http(UNANSWERED, UNANSWERED);
    // What failed before the registration does not count after it.
    go(CONNECTING, open());
    http(UNANSWERED);
    expect(asked()).toEqual([]);
  });

  test('N2: the first answer is the end of the trouble, and is told once', async () => {
    const { troubles, answer, told, http, go } = setUp();
    go(open());
    http(UNANSWERED, UNANSWERED);
    await answer('no-cors');
    http(ANSWERED, ANSWERED);
    expect(troubles.current).toBeUndefined();
    expect(told).toEqual(['no-cors', undefined]);
  });

  test('N2: the end of the connection is the end of the trouble', async () => {
    const { troubles, answer, http, go } = setUp();
    go(open());
    http(UNANSWERED, UNANSWERED);
    await answer('no-cors');
    go(waiting());
    expect(troubles.current).toBeUndefined();
  });

  test('N2: while it is looked for it is not looked for again, and the same trouble is told once', async () => {
    const { asked, answer, told, http, go } = setUp();
    go(open());
    http(UNANSWERED, UNANSWERED, UNANSWERED, UNANSWERED);
    expect(asked()).toHaveLength(1);
    await answer('no-cors');
    http(UNANSWERED);
    expect(asked()).toHaveLength(2);
    await answer('no-cors');
    expect(told).toEqual(['no-cors']);
    http(UNANSWERED);
    await answer('http-unreachable');
    expect(told).toEqual(['no-cors', 'http-unreachable']);
  });

  test('N2: what is found out too late is not told: an answer came meanwhile', async () => {
    const { troubles, answer, told, http, go } = setUp();
    go(open());
    http(UNANSWERED, UNANSWERED, ANSWERED);
    await answer('no-cors');
    expect([troubles.current, told]).toEqual([undefined, []]);
  });

  test('N2: what is found out too late is not told: the connection is another', async () => {
    const { troubles, questions, answer, told, http, go } = setUp();
    go(open('k1'));
    http(UNANSWERED, UNANSWERED);
    go(waiting(), CONNECTING, open('k2'));
    http(UNANSWERED);
    await questions[0]?.found('no-cors');
    expect([troubles.current, told]).toEqual([undefined, []]);
    http(UNANSWERED);
    await answer('http-unreachable');
    expect(told).toEqual(['http-unreachable']);
  });
});

describe('no connection', () => {
  test.each(['relay-down', 'relay-blocked'])(
    'N1: where a try ended with a guess (%s), the reason is looked for',
    async (guess) => {
      const { troubles, asked, answer, told, go } = setUp();
      const state = waiting(guess);
      go(CONNECTING, state);
      expect(asked()).toEqual(['noSocket']);
      expect(troubles.explain(state)).toBe(state);
      await answer('wrong-path');
      expect(troubles.explain(state)).toEqual({
        ...state,
        problem: { reason: 'wrong-path', message: 'It is wrong-path.' },
      });
      expect(told).toEqual(['wrong-path']);
    },
  );

  test('N1: what is certain is not looked for', () => {
    const { asked, go } = setUp();
    go(CONNECTING, waiting('relay-closed'), CONNECTING, waiting('no-answer'), CONNECTING, waiting('key-rejected'));
    expect(asked()).toEqual([]);
  });

  test('N1: a connection that was open and got lost says nothing against the path', () => {
    const { asked, go } = setUp();
    go(CONNECTING, open(), waiting('relay-down'));
    go(CONNECTING, { type: 'registering', attempt: 1, address: 0 }, waiting('relay-down'));
    expect(asked()).toEqual([]);
  });

  test('N1: what is found out after the next try began is not told', async () => {
    const { troubles, questions, told, go } = setUp();
    const later = waiting();
    go(CONNECTING, waiting(), CONNECTING, later);
    await questions[0]?.found('wrong-path');
    expect([troubles.explain(later), told]).toEqual([later, []]);
    await questions[1]?.found('relay-down');
    expect(told).toEqual(['relay-down']);
  });

  test('N1: the explanation holds for the wait that it explains', async () => {
    const { troubles, answer, go } = setUp();
    go(CONNECTING, waiting());
    await answer('wrong-path');
    const next = waiting('relay-closed');
    go(CONNECTING, next);
    expect([troubles.explain(next), troubles.explain(CONNECTING)]).toEqual([next, CONNECTING]);
  });
});
