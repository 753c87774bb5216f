// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, test } from 'vitest';
import { all, button, click, closeApp, loadingAt, openApp, root, type } from '../../../tests/fakes/appStage.tsx';
import { createDeferred } from '../../../tests/fakes/deferred.ts';
import { sampleEngine, sampleResult } from '../../../tests/fakes/samples.ts';
import { settle } from '../../../tests/fakes/settle.ts';
import type { TryEvent, TryOutcome, TryRequest } from '../../worker/api.ts';

afterEach(closeApp);

const DONE: TryOutcome = {
  type: 'done',
  result: sampleResult({ tokens: 11, timings_ms: { fetch: 0, pack: 100, first_token: 400, look: 1500 } }),
};
const screen = () => root.querySelector('.try');
const answers = () => all('.try-answer').map(({ textContent }) => textContent ?? '');
const problem = () => root.querySelector('.try .problem')?.textContent;

/** The screen is there, with its first sample. */
async function openTry(query = '') {
  const app = await openApp(query);
  const requests: TryRequest[] = [];
  app.client.tryAs = async (request) => {
    requests.push(request);
    return DONE;
  };
  await click('Try it');
  await expect.poll(() => act(() => settle(6)).then(() => root.querySelector('.try .frame'))).not.toBeNull();
  return { ...app, requests };
}

/** A worker that tells, and ends, when the test says so. */
function byHand(client: Awaited<ReturnType<typeof openTry>>['client']) {
  const { promise, resolve } = createDeferred<TryOutcome>();
  let tell: (event: TryEvent) => void = () => {};
  client.tryAs = (_, onEvent) => {
    tell = onEvent;
    return promise;
  };
  return {
    tell: (event: TryEvent) => act(() => tell(event)),
    end: (outcome: TryOutcome) =>
      act(async () => {
        resolve(outcome);
        await settle();
      }),
  };
}

const choose = (selector: string, value: string) =>
  act(() => {
    const select = root.querySelector<HTMLSelectElement>(selector);
    if (!select) throw new Error(`There is no ${selector}.`);
    select.selectedIndex = [...select.options].findIndex((option) => option.value === value);
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });

const look = (name = 'Look') =>
  act(async () => {
    button(name)?.click();
    await settle();
  });

describe('opening and closing', () => {
  test('G40: it opens from the header, says that nothing leaves the computer, and starts nothing', async () => {
    const { client } = await openTry();
    expect(screen()?.textContent).toMatch(/Nothing leaves this computer/);
    expect(root.querySelector('main.layout')?.hasAttribute('hidden')).toBe(true);
    expect(client.calls).toEqual([]);
    await click('Close');
    expect(screen()).toBeNull();
    expect(root.querySelector('main.layout')?.hasAttribute('hidden')).toBe(false);
  });

  test('G40: it opens from the welcome too', async () => {
    await openApp();
    await click('Try it on a picture first');
    await expect.poll(() => act(() => settle(6)).then(screen)).not.toBeNull();
  });

  test('G44: closing it ends the look in hand, lets the camera go and forgets the pictures', async () => {
    const { client, tryMedia } = await openTry();
    await act(async () => {
      button('Use the camera')?.click();
      await settle();
    });
    expect(tryMedia.cameras.open).toBe(1);
    await click('Close');
    expect(tryMedia.cameras.open).toBe(0);
    await click('Try it');
    await act(() => settle(6));
    byHand(client);
    await look();
    await click('Close');
    expect(client.calls).toEqual(['tryIt', 'stopTry']);
    expect(tryMedia.objectUrls.alive.size).toBe(0);
  });
});

describe('asking', () => {
  test('G41: the sample is looked at with the model of the settings, and answer, times and model are told', async () => {
    const { requests, textExport } = await openTry('?device=wasm');
    await look();
    expect(requests).toMatchObject([
      { ask: { task: 'describe' }, frameTimesSeconds: [0], model: { modelId: 'demo-model' } },
    ]);
    const [answer] = answers();
    for (const words of ['A person walks.', '100 ms', '400 ms', '1.5 s', 'Tokens per second10']) {
      expect(answer).toContain(words);
    }
    await act(async () => {
      button('Copy JSON')?.click();
      await settle();
    });
    expect(JSON.parse(textExport.copied[0] ?? '')).toEqual(
      JSON.parse(JSON.stringify(DONE.type === 'done' && DONE.result)),
    );
    expect(answers()[0]).toContain('Copied.');
  });

  test('G41: words are shown as they are written, as text', async () => {
    const { client } = await openTry();
    const worker = byHand(client);
    await look();
    await worker.tell({ type: 'looking' });
    await worker.tell({ type: 'text', text: '<b>A yard' });
    expect(answers()[0]).toContain('<b>A yard');
    expect(button('Stop')).toBeDefined();
    await look('Stop');
    expect(client.calls).toEqual(['tryIt', 'stopTry']);
    await worker.end({ type: 'stopped' });
    expect(answers()[0]).toContain('Stopped.');
  });

  test('G42: while the model loads its progress stands there, and can be paused and ended', async () => {
    const { client } = await openTry();
    const worker = byHand(client);
    await look();
    await worker.tell({ type: 'engine', engine: loadingAt({ stage: 'download' }) });
    expect(root.querySelector('.try .loading')).not.toBeNull();
    await click('Pause download');
    expect(client.calls).toEqual(['tryIt', 'pauseDownload true']);
    await worker.tell({ type: 'engine', engine: sampleEngine });
    await worker.tell({ type: 'waiting' });
    expect(answers()[0]).toContain('Waiting for the job in hand');
  });

  test('G41: only what the model knows is offered, and the demo model heeds no wishes', async () => {
    const { client } = await openTry();
    const tasks = () => all('.try-ask option').map((option) => option.getAttribute('value'));
    expect(tasks()).toEqual(['describe', 'detect', 'video', 'count']);
    expect(root.querySelector('.try-ask textarea')).toBeNull();
    const worker = byHand(client);
    await look();
    await worker.tell({
      type: 'engine',
      engine: { ...sampleEngine, modelId: 'owner/big', tasks: ['describe', 'alert'] },
    });
    await worker.end(DONE);
    expect(tasks()).toEqual(['describe', 'alert']);
    await choose('.try-ask select', 'alert');
    expect(problem()).toBe('Write when there is to be an alert.');
    expect(button('Look')?.hasAttribute('disabled')).toBe(true);
  });

  test('G41: a number of tokens that is none keeps Look from being pressed', async () => {
    await openTry();
    await type('.try-small input', 'many');
    expect(problem()).toBe('Tokens are a whole number from 1 to 9999.');
    expect(button('Look')?.hasAttribute('disabled')).toBe(true);
  });

  test('G47: two questions stand beside one another with both answers', async () => {
    const { requests } = await openTry();
    await click('Compare two questions');
    await choose('.try-ask.try-1 select', 'count');
    await look('Look with both');
    expect(requests.map(({ ask }) => ask.task)).toEqual(['describe', 'count']);
    expect(answers()).toHaveLength(2);
    expect(all('.try-times')).toHaveLength(2);
    await click('One question alone');
    expect(answers()).toHaveLength(1);
  });
});

describe('what goes wrong', () => {
  test('G45: a failure of the model has its sentence, what the worker says of it, and its remedy', async () => {
    const { client } = await openTry();
    client.tryAs = async () => ({ type: 'failed', problem: { reason: 'self-test', message: 'It says “!!!”.' } });
    await look();
    expect(answers()[0]).toMatch(/wrong answers.*It says “!!!”.*graphics driver/);
    client.tryAs = async () => DONE;
    await look('Try again');
    expect(answers()[0]).toContain('A person walks.');
  });

  test('G46: a tab that stands by says that the other one has the GPU', async () => {
    const { client } = await openTry();
    client.tryAs = async () => ({ type: 'failed', problem: { reason: 'other-tab', message: 'Elsewhere.' } });
    await look();
    expect(answers()[0]).toContain('Another tab of this browser has the GPU.');
  });

  test('G45: a worker thread that died is told as for any command', async () => {
    const { client } = await openTry();
    client.die(new Error('out of memory'));
    await look();
    expect(answers()[0]).toContain('The worker inside this page has stopped.');
  });

  test('G41: a picture that cannot be read has its sentence, and of a photo the demo model says honestly what it is worth', async () => {
    const { tryMedia } = await openTry();
    const drop = (file: File) =>
      act(async () => {
        const event = new Event('drop', { bubbles: true, cancelable: true });
        Object.assign(event, { dataTransfer: { files: [file] } });
        screen()?.dispatchEvent(event);
        await settle();
      });
    await drop(new File(['x'], 'photo.jpg', { type: 'image/jpeg' }));
    expect(screen()?.textContent).toMatch(/synthetic scenes of the demo cameras alone/);
    tryMedia.pictureAs = async () => undefined;
    await drop(new File(['x'], 'letter.doc'));
    expect(problem()).toMatch(/no picture that this browser can show/);
  });

  test('G41: a picture is pasted, and pasted words are left to the field', async () => {
    const { tryMedia } = await openTry();
    const taken: Blob[] = [];
    tryMedia.pictureAs = async (file) => {
      taken.push(file);
      return file;
    };
    const paste = (files: readonly File[]) =>
      act(async () => {
        document.dispatchEvent(Object.assign(new Event('paste'), { clipboardData: { files } }));
        await settle();
      });
    await paste([]);
    expect(taken).toEqual([]);
    await paste([new File(['x'], 'image.png', { type: 'image/png' })]);
    expect(taken).toHaveLength(1);
  });
});
