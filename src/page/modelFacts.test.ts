import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { createFakeModelGate, createFakeModelShelf, createFakeSmallStore } from '../../tests/fakes/fakePagePorts.ts';
import { sampleEngine } from '../../tests/fakes/samples.ts';
import { settle } from '../../tests/fakes/settle.ts';
import type { EngineState } from '../worker/api.ts';
import { createModelFacts, type ModelFactsParts } from './modelFacts.ts';
import type { GateView } from './ports.ts';
import { readSettings } from './settings/settings.ts';

const STORED = { modelId: 'a/b', revision: 'r', bytes: 400, complete: false };

function setUp(part: Partial<ModelFactsParts> = {}) {
  const gate = createFakeModelGate();
  const choices = createFakeSmallStore();
  const settings = signal({ ...readSettings('http://relay.example/', choices, []), modelId: 'a/b' });
  const engine = signal<EngineState>({ type: 'none' });
  const facts = createModelFacts({ gate, shelf: createFakeModelShelf([STORED]), choices, settings, engine, ...part });
  return { gate, choices, settings, engine, facts };
}

test('G11: the gate is asked with what is stored of the chosen model, and anew for another choice', async () => {
  const { gate, settings, facts } = setUp();
  await settle();
  expect(gate.questions.at(-1)).toMatchObject({ modelId: 'a/b', device: 'auto', stored: STORED });
  settings.value = { ...settings.value, modelId: 'c/d', device: 'wasm' };
  await settle();
  expect(gate.questions.at(-1)).toMatchObject({ modelId: 'c/d', device: 'wasm' });
  expect(gate.questions.at(-1)).not.toHaveProperty('stored');
  expect(facts.gate.value?.modelId).toBe('c/d');
});

test('G11: an answer that was overtaken changes nothing', async () => {
  const answers: ((view: GateView) => void)[] = [];
  const slow = { inspect: () => new Promise<GateView>((resolve) => answers.push(resolve)) };
  const { settings, facts } = setUp({ gate: slow });
  await settle();
  settings.value = { ...settings.value, modelId: 'c/d' };
  const view = (modelId: string) => ({
    modelId,
    device: 'wasm' as const,
    deviceName: '',
    slow: true,
    storedBytes: 0,
    expectation: { type: 'unknown' as const },
    dtypes: [],
    autoDtype: 'fp32' as const,
  });
  answers.at(-1)?.(view('c/d'));
  answers[0]?.(view('a/b'));
  await settle();
  expect(facts.gate.value?.modelId).toBe('c/d');
});

test('M7: the seconds that the self-test measured are remembered for the next visit, for each device', async () => {
  const { choices, gate, engine, settings } = setUp();
  engine.value = { ...sampleEngine, modelId: 'a/b', device: 'wasm' };
  settings.value = { ...settings.value };
  await settle();
  expect(gate.questions.at(-1)?.secondsPerFrame).toEqual({ wasm: 0.4 });
  expect([...choices.kept.values()]).toEqual(['0.4']);
});

test('G14: a model is removed from the list, or the reason why not comes back', async () => {
  const { facts } = setUp();
  await settle();
  expect(facts.stored.value).toEqual([STORED]);
  expect(await facts.removeStored('a/b')).toBeUndefined();
  expect(facts.stored.value).toEqual([]);
  const inUse = setUp({ shelf: createFakeModelShelf([STORED], ['a/b']) });
  expect(await inUse.facts.removeStored('a/b')).toMatch(/in use/);
  expect(inUse.facts.stored.value).toEqual([STORED]);
});

test('G14: a browser that allows no storage has nothing to show', async () => {
  const shelf = {
    list: () => Promise.reject(new DOMException('no', 'SecurityError')),
    remove: async () => undefined,
    keep: () => {},
  };
  const { facts } = setUp({ shelf });
  await settle();
  expect(facts.stored.value).toEqual([]);
});
