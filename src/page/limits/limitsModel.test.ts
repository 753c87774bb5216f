import { describe, expect, test } from 'vitest';
import { createFakeComputer } from '../../../tests/fakes/fakeComputer.ts';
import { createFakePageDocument, createFakeSmallStore } from '../../../tests/fakes/fakePagePorts.ts';
import { createFakeWorkerClient } from '../../../tests/fakes/fakeWorkerClient.ts';
import { settle } from '../../../tests/fakes/settle.ts';
import type { Computer } from '../ports.ts';
import { createLimitsModel } from './limitsModel.ts';
import { tellWorker } from './tellWorker.ts';

function setUp(computer: Computer = createFakeComputer(), kept: Record<string, string> = {}) {
  const choices = createFakeSmallStore(kept);
  const document = createFakePageDocument();
  const model = createLimitsModel({ choices, document, computer });
  const client = createFakeWorkerClient();
  tellWorker(model, client);
  return { model, choices, document, client };
}

const ON_BATTERY = { charging: false, level: 0.9 };

describe('what is chosen', () => {
  test('G27: it is remembered, and told to the worker at once', () => {
    const { model, choices, client } = setUp();
    model.change({ dutyLimited: true });
    expect(setUp(undefined, Object.fromEntries(choices.kept)).model.choices.value).toMatchObject({ dutyLimited: true });
    expect(client.calls).toEqual(['setLimits {"mainsOnly":true,"dutyShare":0.5}']);
  });

  test('G27: what another tab has changed is read again', () => {
    const { model, choices, client } = setUp();
    choices.set('limits', '{"mainsOnly":false}');
    model.readAgain();
    expect(client.calls).toEqual(['setLimits {}']);
  });
});

describe('power', () => {
  test('G22 G25: each change is told to the worker', () => {
    const computer = createFakeComputer();
    const { client } = setUp(computer);
    expect(client.facts).toEqual({ hidden: false, power: { charging: true, level: 0.9 } });
    computer.setPower(ON_BATTERY);
    expect(client.facts.power).toEqual(ON_BATTERY);
  });

  test('G22: battery that was allowed is allowed until the plug is back, and not remembered', () => {
    const computer = createFakeComputer();
    const { model, choices, client } = setUp(computer);
    computer.setPower(ON_BATTERY);
    model.allowBattery(true);
    computer.setPower({ charging: false, level: 0.8 });
    expect(model.batteryAllowed.value).toBe(true);
    computer.setPower({ charging: true, level: 0.8 });
    expect(model.batteryAllowed.value).toBe(false);
    expect(client.calls).toEqual(['setLimits {}', 'setLimits {"mainsOnly":true}']);
    expect(choices.kept.size).toBe(0);
  });

  test.each([
    ['has no such API', {}],
    [
      'forbids it',
      Object.assign(createFakeComputer(), {
        battery: { watch: (tell: (power: undefined) => void) => tell(undefined) },
      }),
    ],
  ])('G22: a browser that %s tells the worker nothing, and the page knows', (_, computer: Computer) => {
    const { model, client } = setUp(computer);
    expect(model.power.value).toBe('missing');
    expect(client.facts.power).toBeUndefined();
  });
});

describe('who is there', () => {
  test('G23: the permission is asked by the switch alone, and then who is there is told', async () => {
    const computer = createFakeComputer();
    const { model, client } = setUp(computer);
    expect([computer.asked, computer.watched]).toEqual([[], false]);
    model.change({ idleOnly: true });
    await settle();
    expect(computer.asked).toEqual(['idle']);
    expect(client.facts.user).toBe('active');
    computer.setUser('idle');
    expect(client.facts.user).toBe('idle');
    model.change({ idleOnly: false });
    expect([client.facts.user, computer.watched]).toEqual([undefined, false]);
  });

  test('G23: on a later visit nothing is asked again', () => {
    const computer = createFakeComputer('granted', 'granted');
    const { client } = setUp(computer, { limits: '{"idleOnly":true}' });
    expect(computer.asked).toEqual([]);
    expect(client.facts.user).toBe('active');
  });

  test('G23: where it is refused nobody is watched, and the page knows', async () => {
    const computer = createFakeComputer('denied');
    const { model } = setUp(computer);
    model.change({ idleOnly: true });
    await settle();
    expect([model.idleAccess.value, computer.watched]).toEqual(['denied', false]);
    expect(setUp({}).model.idleAccess.value).toBe('missing');
  });
});

test('G24: the worker knows whether the page is hidden, as it is slower then', () => {
  const { document, client } = setUp();
  document.hide();
  expect(client.facts.hidden).toBe(true);
});

test('G26: leave for notifications is asked by the switch alone', async () => {
  const computer = createFakeComputer('denied');
  const { model } = setUp(computer);
  expect(computer.asked).toEqual([]);
  model.change({ notify: true });
  await settle();
  expect([computer.asked, model.notifyAccess.value]).toEqual([['notify'], 'denied']);
});
