import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { limitFrames, type RawSocket } from '#adapters/channels/baileys/frame-limit';

describe('limitFrames', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('writes at most so many frames a second, all of them, in their order', async () => {
    const written: { readonly frame: number; readonly at: number }[] = [];
    const socket: RawSocket = {
      send: ([frame = -1], done) => {
        written.push({ frame, at: Date.now() });
        done?.();
      },
      terminate: () => undefined,
    };
    limitFrames(socket, 20);
    let done = 0;
    for (let frame = 0; frame < 100; frame += 1) socket.send(Uint8Array.of(frame), () => (done += 1));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(written.map(({ frame }) => frame)).toEqual(Array.from({ length: 100 }, (_, n) => n));
    expect(done).toBe(100);
    const perSecond = new Map<number, number>();
    const begun = written[0]?.at ?? 0;
    for (const { at } of written) {
      const second = Math.floor((at - begun) / 1_000);
      perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
    }
    expect(Math.max(...perSecond.values())).toBeLessThanOrEqual(20);
  });
});
