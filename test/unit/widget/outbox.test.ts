import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { backoffMs, mostTries } from '../../../widget/src/core/backoff.js';
import { Outbox, type OutboxItem, type SendOutcome } from '../../../widget/src/core/outbox.js';

const sent: SendOutcome = { kind: 'sent' };
const retry: SendOutcome = { kind: 'retry', afterMs: 0 };

const rig = (outcomes: (item: OutboxItem, n: number) => SendOutcome, kept = new Map<string, OutboxItem>()) => {
  const attempts: { text: string | undefined; key: string; at: number }[] = [];
  let inFlight = 0;
  let mostInFlight = 0;
  let keys = 0;
  const outbox = new Outbox({
    store: {
      all: () => [...kept.values()].sort((a, b) => a.n - b.n),
      put: (item) => kept.set(item.key, item),
      drop: ({ key }) => kept.delete(key),
    },
    send: async (item) => {
      inFlight += 1;
      mostInFlight = Math.max(mostInFlight, inFlight);
      attempts.push({ text: item.body.message, key: item.key, at: Date.now() });
      const outcome = outcomes(item, attempts.length);
      await new Promise((resolve) => setTimeout(resolve, 10));
      inFlight -= 1;
      return outcome;
    },
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    random: () => 0,
    newKey: () => {
      keys += 1;
      return `key-${kept.size}-${keys}`;
    },
    changed: () => undefined,
  });
  return { outbox, attempts, kept, mostInFlight: () => mostInFlight };
};
const write = (outbox: Outbox, ...texts: readonly string[]): void => {
  for (const message of texts) outbox.add({ message });
};

describe('the outbox', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 0 }));
  afterEach(() => void vi.useRealTimers());

  it('sends one after the other, in the order of writing', async () => {
    const { outbox, attempts, mostInFlight } = rig(() => sent);
    outbox.activate();
    write(outbox, 'a', 'b', 'c');
    await vi.runAllTimersAsync();
    expect(attempts.map(({ text }) => text)).toEqual(['a', 'b', 'c']);
    expect(mostInFlight()).toBe(1);
  });

  it('holds the next back until the one before is taken, and repeats it with the same key', async () => {
    const { outbox, attempts } = rig((_, n) => (n < 4 ? retry : sent));
    outbox.activate();
    write(outbox, 'a', 'b');
    await vi.runAllTimersAsync();
    expect(attempts.map(({ text }) => text)).toEqual(['a', 'a', 'a', 'a', 'b']);
    expect(new Set(attempts.slice(0, 4).map(({ key }) => key)).size).toBe(1);
    expect(attempts.slice(1, 4).map(({ at }, n) => at - (attempts[n]?.at ?? 0) - 10)).toEqual([500, 1_000, 2_000]);
  });

  it('waits as long as the server says', async () => {
    const { outbox, attempts } = rig((_, n) => (n === 1 ? { kind: 'retry', afterMs: 7_000 } : sent));
    outbox.activate();
    write(outbox, 'a');
    await vi.runAllTimersAsync();
    expect(attempts[1]?.at).toBe(7_010);
  });

  it('stops after six tries, and goes on with all of it when told to', async () => {
    let isUp = false;
    const { outbox, attempts } = rig(() => (isUp ? sent : retry));
    outbox.activate();
    write(outbox, 'a', 'b');
    await vi.runAllTimersAsync();
    expect(attempts).toHaveLength(mostTries);
    expect(outbox.items.map(({ state }) => state)).toEqual(['stopped', 'waiting']);
    isUp = true;
    outbox.retry();
    await vi.runAllTimersAsync();
    expect(attempts.slice(mostTries).map(({ text }) => text)).toEqual(['a', 'b']);
  });

  it('lets a refused message stand and sends what follows', async () => {
    const { outbox, attempts } = rig(({ body }) =>
      body.message === 'a' ? { kind: 'refused', sentence: 'too long' } : sent,
    );
    outbox.activate();
    write(outbox, 'a', 'b');
    await vi.runAllTimersAsync();
    expect(attempts.map(({ text }) => text)).toEqual(['a', 'b']);
    expect(outbox.items[0]).toMatchObject({ state: 'refused', sentence: 'too long' });
  });

  it('goes on after a reload with what an earlier page left, under the keys it had', async () => {
    const before = rig(() => retry);
    before.outbox.activate();
    write(before.outbox, 'a', 'b');
    await vi.advanceTimersByTimeAsync(5);
    const keys = before.outbox.items.map(({ key }) => key);
    before.outbox.deactivate();
    const after = rig(() => sent, new Map(before.kept));
    after.outbox.activate();
    await vi.runAllTimersAsync();
    expect(after.attempts.map(({ key }) => key)).toEqual(keys);
  });

  it('sends nothing while another tab leads', async () => {
    const { outbox, attempts } = rig(() => sent);
    write(outbox, 'a');
    await vi.runAllTimersAsync();
    expect(attempts).toEqual([]);
    expect(outbox.items).toHaveLength(1);
  });

  it('never waits longer than half a minute', () => {
    expect([0, 1, 2, 3].map((n) => backoffMs(n, 0))).toEqual([500, 1_000, 2_000, 4_000]);
    expect(backoffMs(0, 1)).toBe(750);
    expect(backoffMs(30, 1)).toBe(30_000);
  });
});
