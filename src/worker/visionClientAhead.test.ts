import { describe, expect, test } from 'vitest';
import { sampleAnswer } from '../../tests/fakes/sampleAnswer.ts';
import { settle } from '../../tests/fakes/settle.ts';
import { LOOK, never, SILENCE_MS, createVisionClientStage as setUp } from '../../tests/fakes/visionClientStage.ts';

describe('a look that is announced', () => {
  const announce = ({ client }: ReturnType<typeof setUp>) => client.lookAhead(LOOK);

  test('W12: it reaches the thread after the look in hand', async () => {
    const stage = setUp(() => ({ look: never }));
    await stage.load();
    void stage.look();
    announce(stage);
    await settle();
    expect(stage.calls).toEqual(['0 load demo-model', '0 look', '0 look ahead']);
  });

  test('W12: it opens no thread, loads no model, and troubles no thread that is loading one', async () => {
    const stage = setUp((thread) => (thread === 1 ? { load: never } : {}));
    announce(stage);
    expect(stage.spawned).toHaveLength(0);
    await stage.load();
    stage.spawned[0]?.breakDown('gone');
    announce(stage);
    expect(stage.spawned).toHaveLength(1);
    void stage.look();
    announce(stage);
    await settle();
    expect(stage.calls).toEqual(['0 load demo-model', '1 load demo-model']);
  });

  test('W12: one that hangs is neither silence nor a sign of life', async () => {
    const stage = setUp(() => ({ look: never, lookAhead: never }));
    await stage.load();
    announce(stage);
    await settle();
    expect(stage.clock.pending).toBe(0);
    const looking = stage.look();
    stage.clock.advance(SILENCE_MS - 1);
    announce(stage);
    await settle();
    expect([stage.clock.pending, stage.spawned[0]?.terminated]).toEqual([1, false]);
    stage.clock.advance(1);
    expect(await looking).toMatchObject({ reason: 'gpu-lost' });
  });

  test('W12: one that fails leaves its thread and the look in hand alone', async () => {
    const unheard: unknown[] = [];
    const hear = (reason: unknown) => unheard.push(reason);
    process.on('unhandledRejection', hear);
    let answer = () => {};
    const stage = setUp(() => ({
      look: () => new Promise((resolve) => (answer = () => resolve(sampleAnswer()))),
      lookAhead: () => Promise.reject(new Error('oops')),
    }));
    await stage.load();
    const looking = stage.look();
    announce(stage);
    await settle(6);
    answer();
    expect(await looking).toEqual(sampleAnswer());
    expect([stage.spawned.length, unheard]).toEqual([1, []]);
    process.off('unhandledRejection', hear);
  });

  test('W12: one whose thread dies is forgotten', async () => {
    const stage = setUp((thread) => (thread === 0 ? { look: never, lookAhead: never } : {}));
    await stage.load();
    const looking = stage.look();
    announce(stage);
    await settle();
    stage.spawned[0]?.breakDown('gone');
    expect(await looking).toMatchObject({ reason: 'gpu-lost' });
    announce(stage);
    expect(await stage.look()).toMatchObject({ type: 'answer' });
    expect(stage.calls.at(-1)).toBe('1 look');
    expect(stage.clock.pending).toBe(0);
  });
});
