import type { Connection } from 'mongoose';
import { describe, expect, it } from 'vitest';
import { SteadyClock } from '#adapters/clock/steady-clock';
import { ServerClock } from '#adapters/store/mongo/server-clock';
import { FakeClock } from '../../../../support/fake-clock.js';

const hourMs = 3_600_000;
const answering = (localTime: () => unknown): Connection =>
  ({ db: { command: async () => ({ localTime: localTime() }) } }) as unknown as Connection;

describe('the time of a server', () => {
  it('is what it says, counted on by our own clock, however wrong that one is', async () => {
    const own = new FakeClock();
    const server = new Date(own.now().getTime() + hourMs);
    const clock = await ServerClock.of(
      answering(() => server),
      own,
    );
    expect(clock.now()).toEqual(server);
    own.advance(5_000);
    expect(clock.now().getTime()).toBe(server.getTime() + 5_000);
    clock.stop();
  });

  it('goes on as it was while our clock on the wall is set, if what counts on is steady', async () => {
    const wall = new FakeClock();
    const server = new Date(wall.now().getTime() + hourMs);
    const connection = answering(() => server);
    let elapsedMs = 0;
    const clock = await ServerClock.of(connection, new SteadyClock(wall, () => elapsedMs));
    wall.advance(10 * 60_000);
    elapsedMs += 1_000;
    expect(clock.now().getTime()).toBe(server.getTime() + 1_000);
    clock.stop();
  });

  it('is asked again from minute to minute, until the store is closed', async () => {
    const own = new FakeClock();
    let asked = 0;
    const clock = await ServerClock.of(
      answering(() => {
        asked += 1;
        return own.now();
      }),
      own,
    );
    own.advance(180_000);
    expect(asked).toBe(4);
    clock.stop();
    own.advance(180_000);
    expect(asked).toBe(4);
  });

  it('is not taken from an answer that took too long, or says no time', async () => {
    const own = new FakeClock();
    const slow = answering(() => {
      own.advance(3_000);
      return new Date(0);
    });
    for (const connection of [slow, answering(() => 'noon')]) {
      const clock = await ServerClock.of(connection, own);
      expect(clock.now()).toEqual(own.now());
      clock.stop();
    }
  });
});
