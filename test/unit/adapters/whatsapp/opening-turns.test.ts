import { describe, expect, it } from 'vitest';
import { OpeningTurns } from '#adapters/channels/whatsapp/opening-turns';
import { FakeClock } from '#test/support/fake-clock';

const settle = (): Promise<void> => new Promise(setImmediate);

describe('turns to open', () => {
  const start = () => {
    const clock = new FakeClock();
    const turns = new OpeningTurns({ clock, most: 2, longestMs: 1_000 });
    const begun: number[] = [];
    for (const handle of [1, 2, 3, 4, 5]) void turns.take(handle).then(() => begun.push(handle));
    return { clock, turns, begun };
  };

  it('come to so many at a time, the next when one of them is done', async () => {
    const { turns, begun } = start();
    await settle();
    expect(begun).toEqual([1, 2]);
    turns.done(2);
    await settle();
    expect(begun).toEqual([1, 2, 3]);
    turns.done(2);
    await settle();
    expect(begun).toEqual([1, 2, 3]);
  });

  it('pass on from one that says nothing', async () => {
    const { clock, begun } = start();
    clock.advance(999);
    await settle();
    expect(begun).toEqual([1, 2]);
    clock.advance(1);
    await settle();
    expect(begun).toEqual([1, 2, 3, 4]);
  });

  it('are over at once for one that need not open any more, and its place is nobody’s', async () => {
    const { turns, begun } = start();
    turns.done(4);
    await settle();
    expect(begun).toEqual([1, 2, 4]);
    turns.done(1);
    turns.done(2);
    await settle();
    expect(begun).toEqual([1, 2, 4, 3, 5]);
  });
});
