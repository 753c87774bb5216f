// Chrome by its bare debugging protocol. Playwright keeps every page focused, so that no page of its is ever hidden; here
// pages are as a person has them: one tab in front, the others hidden, throttled, frozen.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';
import { browserFlags } from '../../terminal/browserFlags.ts';
import { ensureBrowser } from '../../terminal/ensureBrowser.ts';
import { thisMachine } from '../../terminal/machine.ts';

export interface RawTab {
  /** The value of an expression in the page; promises are awaited. */
  evaluate<T = unknown>(expression: string): Promise<T>;
  /** Resolves when the expression is truthy. */
  until(expression: string): Promise<void>;
  /** Brings another tab to the front. */
  hide(): Promise<void>;
  show(): Promise<void>;
  setFrozen(frozen: boolean): Promise<void>;
  close(): Promise<void>;
}

export interface RawChrome {
  open(url: string): Promise<RawTab>;
  close(): Promise<void>;
}

type Answer = Readonly<Record<string, unknown>>;

export async function launchRawChrome(extraFlags: readonly string[] = []): Promise<RawChrome> {
  const profile = mkdtempSync(join(tmpdir(), 'unblink-chrome-'));
  const flags = ['--headless=new', '--no-sandbox', '--remote-debugging-port=0', `--user-data-dir=${profile}`];
  const chrome = spawn(
    await ensureBrowser(),
    [...flags, ...browserFlags('software', thisMachine), ...extraFlags, 'about:blank'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const exited = once(chrome, 'exit');
  const connection = await connect(await debuggingUrl(chrome.stderr));

  async function open(url: string): Promise<RawTab> {
    const { targetId } = await connection.send('Target.createTarget', { url });
    const { sessionId } = await connection.send('Target.attachToTarget', { targetId, flatten: true });
    const send = (method: string, params: object = {}) => connection.send(method, params, sessionId as string);
    const evaluate = async <T>(expression: string): Promise<T> => {
      const { result, exceptionDetails } = await send('Runtime.evaluate', {
        expression,
        returnByValue: true,
        awaitPromise: true,
      });
      if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
      return (result as { readonly value: T }).value;
    };
    const tab: RawTab = {
      evaluate,
      async until(expression) {
        // Asked from here, as timers of a hidden page are what these tests are about.
        while (!(await evaluate(`!!(${expression})`))) await new Promise((resolve) => setTimeout(resolve, 100));
      },
      async hide() {
        const { targetId: other } = await connection.send('Target.createTarget', { url: 'about:blank' });
        await connection.send('Target.activateTarget', { targetId: other });
        await tab.until('document.hidden');
      },
      async show() {
        await connection.send('Target.activateTarget', { targetId });
        await tab.until('!document.hidden');
      },
      async setFrozen(frozen) {
        await send('Page.setWebLifecycleState', { state: frozen ? 'frozen' : 'active' });
      },
      async close() {
        await connection.send('Target.closeTarget', { targetId });
      },
    };
    await tab.until("document.readyState === 'complete' && location.href !== 'about:blank'");
    return tab;
  }

  return {
    open,
    async close() {
      await connection.send('Browser.close', {});
      await exited;
      connection.close();
      // The last of its processes may write for a moment more.
      rmSync(profile, { recursive: true, force: true, maxRetries: 20 });
    },
  };
}

async function debuggingUrl(stderr: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(stderr)) {
    const url = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (url !== undefined) {
      // What it says later is of no interest, and must not fill the pipe.
      stderr.resume();
      return url;
    }
  }
  throw new Error('Chrome ended before it listened.');
}

async function connect(url: string) {
  const socket = new WebSocket(url);
  await once(socket, 'open');
  const waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();
  let newest = 0;
  socket.on('message', (data) => {
    const { id, result, error } = JSON.parse(data.toString()) as { id?: number; result: Answer; error?: object };
    const wait = id === undefined ? undefined : waiting.get(id);
    if (error) wait?.reject(new Error(JSON.stringify(error)));
    else wait?.resolve(result);
  });
  return {
    send: (method: string, params: object, sessionId?: string): Promise<Answer> =>
      new Promise((resolve, reject) => {
        newest += 1;
        waiting.set(newest, { resolve, reject });
        socket.send(JSON.stringify({ id: newest, method, params, ...(sessionId && { sessionId }) }));
      }),
    close: () => socket.close(),
  };
}
