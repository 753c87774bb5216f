import { describe, expect, test } from 'vitest';
import { createHandClock } from '../../relay/testing/handClock.ts';
import { DEFAULT_BOUNDS } from './bounds.ts';
import { checkUrl } from './testing/checkUrl.ts';
import { JOB, startHandRelay } from './testing/handRelay.ts';

const NO_WAIT = { ...DEFAULT_BOUNDS, waitMs: 0, graceMs: 0 };

describe('registration', () => {
  test('T4: a socket that stays silent is given up after 10 s', async () => {
    const clock = createHandClock();
    const { url, untilHeard } = await startHandRelay({ hear: () => {} });
    void untilHeard(1).then(() => clock.advance(DEFAULT_BOUNDS.registerMs));
    const { failed, told } = await checkUrl(url, { clock });
    expect(failed).toEqual(['C3']);
    expect(told('C1')).toMatch(/^pass/);
    expect(told('C3')).toBe('FAIL Nothing came within 10 s. Is this the path where workers connect?');
  });

  test('T4: a relay that hangs up on `register` is told with its reason', async () => {
    const { url } = await startHandRelay({ hear: (_said, socket) => socket.close(1008, 'no\u001b[2J thanks') });
    expect((await checkUrl(url)).told('C3')).toBe(
      'FAIL The relay closed the connection instead (code 1008, “no[2J thanks”).',
    );
  });

  test('T4: where two paths open and the first is silent, the second has its turn', async () => {
    const clock = createHandClock();
    const { url, untilHeard } = await startHandRelay({
      accepts: () => true,
      hear: (_said, _socket, usually, path) => (path === '/connect' ? undefined : usually()),
    });
    void untilHeard(1).then(() => clock.advance(DEFAULT_BOUNDS.registerMs));
    const { told, socketUrl } = await checkUrl(url.replace('/connect', ''), { clock });
    expect(socketUrl).toBe(url.replace('/connect', '/worker/connect'));
    expect(told('C2')).toBe(`pass ${url}: opens, and registers nobody.`);
  });

  test('T4: where two paths take workers, the first is used and the second named', async () => {
    const { url } = await startHandRelay({ accepts: () => true });
    const { told, socketUrl } = await checkUrl(url.replace('/connect', ''));
    expect(socketUrl).toBe(url);
    expect(told('C2')).toContain(`${url.replace('/connect', '/worker/connect')} opens as well.`);
  });

  test('T4: a server that takes every socket and closes what nobody wanted has one path all the same', async () => {
    const { url } = await startHandRelay({
      accepts: () => true,
      greet: (socket, path) => path !== '/connect' && socket.close(),
    });
    expect((await checkUrl(url.replace('/connect', ''))).told('C2')).toMatch(
      /^pass .*\/worker\/connect: opens, and is closed at once \(without a code\)\./,
    );
  });

  test('T4: a short key is a note, and one that fits no header a FAIL', async () => {
    const withKey = async (key: string) => {
      const { url } = await startHandRelay({
        hear: (said, socket) => {
          if (said.type === 'register')
            socket.send(JSON.stringify({ type: 'registered', data: { worker_id: 'w', key } }));
        },
      });
      return (await checkUrl(url, { bounds: NO_WAIT })).told('C4');
    };
    expect(await withKey('worker-1')).toMatch(/^note 8 characters, at most 22 random bits: whoever guesses it/);
    expect(await withKey('a key\n')).toMatch(/^FAIL The key has characters that no HTTP header may carry/);
  });
});

describe('the connection', () => {
  test('T4: a relay that hangs up on an unknown type fails that check alone', async () => {
    const { url } = await startHandRelay({
      hear: (said, socket, usually) => (said.type === 'relay_check_says_hello' ? socket.close(1003) : usually()),
    });
    const { failed, told } = await checkUrl(url);
    expect(failed).toEqual(['C7']);
    expect(told('C7')).toBe('FAIL The relay closed the connection (code 1003).');
    expect(told('C9')).toMatch(/^pass/);
  });

  test('T4: garbage is quoted safely, and the work beside it is done', async () => {
    const { url } = await startHandRelay({
      hear(said, socket, usually) {
        usually();
        if (said.type !== 'register') return;
        socket.send('{"type":');
        socket.send(Buffer.from([1, 2, 3]));
        socket.send(JSON.stringify({ type: 'job_available', job: { ...JOB, frames: [] } }));
        socket.send(JSON.stringify({ type: '\u001b]0;owned\u0007', job: JOB }));
      },
    });
    const { failed, told } = await checkUrl(url);
    expect(failed).toEqual(['C11']);
    expect(told('C11')).toContain('“a binary message”; job_available: “job.frames: job without frames”');
    expect(told('C11')).not.toMatch(/\p{Cc}/u);
    expect(told('C13')).toMatch(/^pass JPEG, 640 × 360/);
  });

  test('T4: times that are not RFC 3339 are quoted', async () => {
    const { url } = await startHandRelay({
      hear(said, socket, usually) {
        if (said.type === 'register') {
          const job = { ...JOB, timestamp: '10.01.2026 12:00' };
          socket.send(JSON.stringify({ type: 'job_available', job }));
        }
        usually();
      },
    });
    const { failed, noted, told } = await checkUrl(url);
    expect({ failed, noted }).toEqual({ failed: ['C12'], noted: ['C3', 'C5', 'C41'] });
    expect(told('C12')).toContain('“10.01.2026 12:00” in a job_available');
  });

  test('T4: two dialects on one socket are both named', async () => {
    const { url } = await startHandRelay({
      hear(_said, socket, usually) {
        usually();
        const data = { service_id: 'door', frame_uuid: 'frame-1' };
        socket.send(JSON.stringify({ type: 'frame', id: 'e1', created_at: '2026-01-10T12:00:00Z', data }));
      },
    });
    expect((await checkUrl(url)).told('C10')).toMatch(/^note .*: dialects J and E1 at once\./);
  });

  test('T4: a relay that closes while nothing wrong was said fails to last', async () => {
    const { url } = await startHandRelay({
      answer(request, usual) {
        if (request.method === 'OPTIONS') end();
        return usual;
      },
      hear(_said, socket, usually) {
        end = () => socket.terminate();
        usually();
      },
    });
    let end = (): void => {};
    const { failed, verdict } = await checkUrl(url);
    expect(failed).toContain('C9');
    expect(verdict.worker).toEqual({ answer: 'no', because: 'C9 failed.' });
  });

  test('S2: heartbeats go out while work is waited for', async () => {
    const clock = createHandClock();
    let heartbeats = 0;
    const { url } = await startHandRelay({
      jobs: [],
      hear(said, socket, usually) {
        usually();
        if (said.type === 'heartbeat') heartbeats += 1;
        // The first is the one that C6 sends.
        if (heartbeats === 2) socket.send(JSON.stringify({ type: 'job_available', job: JOB }));
      },
    });
    const { told } = await checkUrl(url, {
      clock,
      bounds: { ...DEFAULT_BOUNDS, waitMs: 120_000, graceMs: 0 },
      onProgress: (text) => text.startsWith('Waiting') && setImmediate(() => void clock.advance(30_000)),
    });
    expect(told('C10')).toBe('pass 1 job_available: dialect J.');
    expect(heartbeats).toBe(2);
  });

  test('T4: the check ends in bounded time, and what it then broke off is no finding', async () => {
    const clock = createHandClock();
    const { url, untilHeard } = await startHandRelay({ hear: () => {} });
    const { waitMs, totalMs } = DEFAULT_BOUNDS;
    void untilHeard(1).then(() => clock.advance(waitMs + totalMs));
    const bounds = { ...DEFAULT_BOUNDS, registerMs: waitMs + totalMs + 1 };
    const { wasEnded, failed, told } = await checkUrl(url, { clock, bounds });
    expect({ wasEnded, failed }).toEqual({ wasEnded: true, failed: [] });
    expect(told('C43')).toBe('skip The check was ended before.');
  });
});
