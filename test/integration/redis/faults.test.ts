import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '#domain/conversation/message';
import { tokens } from '#infrastructure/composition/tokens';
import { type RedisServer, redisIsMissing, startRedis } from '#test/services/redis';
import { until } from '#test/support/until';
import { type OneProcess, type Shop, TwoProcesses } from './two-processes.js';

let server: RedisServer;
let both: TwoProcesses;
let shop: Shop;

beforeEach(async () => {
  if (redisIsMissing) return;
  server = await startRedis();
  both = await TwoProcesses.start(server, { WAKIL_SWEEP_MS: '500' });
  shop = await both.openShop();
});
afterEach(async () => {
  if (redisIsMissing) return;
  await server.kill('SIGCONT');
  await both.stop();
  await server.stop();
});

const phoneOf = (index: number): string => `97150${String(1_000_000 + index)}`;

/** Customers who write one after the other at both processes, until they are told to stop. */
class Customers {
  written = 0;
  #going = true;
  readonly #done: Promise<void>;
  constructor() {
    this.#done = this.#write();
  }
  async stop(): Promise<number> {
    this.#going = false;
    await this.#done;
    return this.written;
  }
  async #write(): Promise<void> {
    while (this.#going) {
      const at = both.processes[this.written % 2] as OneProcess;
      await both.receive(at, shop, phoneOf(this.written), 'How much is the sofa cleaning?');
      this.written += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

const answered = (): ReadonlySet<string> => new Set(both.sent.map(({ to }) => to));
const repeated = (): string[] => {
  const all = both.sent.map(({ messageId }) => messageId);
  return all.filter((id, index) => all.indexOf(id) !== index);
};
const isUp = (up: boolean) => () =>
  both.processes.every(({ telemetry }) => {
    const away = telemetry.warnings.filter((event) => event === 'redis.away').length;
    return up ? telemetry.backs === away : telemetry.backs < away;
  });

const everybodyIsAnswered = async (written: number): Promise<void> => {
  await until(`${written} customers are answered`, () => answered().size >= written, 15_000);
  expect(repeated()).toEqual([]);
};

describe.skipIf(redisIsMissing)('with Redis in trouble, under load, two processes', () => {
  it('lose nothing while it is killed five times', async () => {
    const customers = new Customers();
    for (let kill = 0; kill < 5; kill += 1) {
      await until('some more was written', () => customers.written > kill * 20 + 10);
      await server.kill('SIGKILL');
      await until('it is missed', isUp(false));
      await server.restart();
      await until('it is back', isUp(true));
    }
    await everybodyIsAnswered(await customers.stop());
    expect(both.count('queue.wake_kept')).toBeGreaterThan(0);
  });

  it('lose nothing when everything in it is wiped again and again', async () => {
    const customers = new Customers();
    for (let wipe = 1; wipe <= 30; wipe += 1) {
      await until('some more was written', () => customers.written > wipe * 3);
      server.command('FLUSHALL');
    }
    await everybodyIsAnswered(await customers.stop());
  });

  it('lose nothing while it hangs for ten seconds, and answer meanwhile', async () => {
    const customers = new Customers();
    await until('some was written', () => customers.written > 20);
    await server.kill('SIGSTOP');
    const hungAt = Date.now();
    await until('it is missed', isUp(false));
    const before = answered().size;
    await until('answers go on', () => answered().size > before + 20, 10_000);
    await until('ten seconds are over', () => Date.now() - hungAt >= 10_000);
    await server.kill('SIGCONT');
    await until('it is back', isUp(true));
    await everybodyIsAnswered(await customers.stop());
  });

  it('lose nothing while it is slow', async () => {
    const customers = new Customers();
    for (let slow = 0; slow < 4; slow += 1) {
      const { written } = customers;
      server.command('CLIENT', 'PAUSE', '700', 'ALL');
      await until('some more was written', () => customers.written > written + 20);
    }
    await everybodyIsAnswered(await customers.stop());
  });
});

describe.skipIf(redisIsMissing)('the kill switch over two processes', () => {
  const pending = 40;
  /** Replies are decided and wait to leave, at whichever process looks next. */
  const repliesWait = async (): Promise<void> => {
    for (const { sent } of both.processes)
      sent.outcome = () => ({ kind: 'later', reason: 'test.busy', retryAfterMs: 100 });
    for (let index = 0; index < pending; index += 1)
      await both.receive(both.one, shop, phoneOf(index), 'How much is the sofa cleaning?');
    // A turn may be applied by two processes: it is the same then.
    const applied = (): ReadonlySet<unknown> =>
      new Set(both.processes.flatMap(({ telemetry }) => telemetry.factsOf('turn.applied').map(({ turnId }) => turnId)));
    await until('all are decided', () => applied().size >= pending);
  };
  const leaveAt = new Map<Message['id'], number>();
  const letLeave = (): void => {
    for (const { sent } of both.processes)
      sent.outcome = ({ message }) => {
        leaveAt.set(message.id, Date.now());
        return { kind: 'accepted', externalId: null };
      };
  };

  it.each([
    ['with Redis', () => Promise.resolve()],
    ['with Redis killed', () => server.kill('SIGKILL')],
    ['with Redis hanging', () => server.kill('SIGSTOP')],
  ])('bites within a second at the other one, %s', async (_how, harm) => {
    await repliesWait();
    await harm();
    leaveAt.clear();
    const other = both.two.application.container.get(tokens.switches);
    const { useKillSwitch } = both.one.application.container.get(tokens.useCases);
    const thrownAt = Date.now();
    await useKillSwitch.execute({ by: shop.admin, scope: 'tenant', on: true, reason: 'test' });
    await until('the other process knows', () => other.isKilled(shop.tenantId), 1_000);
    expect(Date.now() - thrownAt).toBeLessThan(1_000);
    letLeave();
    await until('both have looked again', () => Date.now() - thrownAt > 1_500);
    expect([...leaveAt.values()]).toEqual([]);
    await useKillSwitch.execute({ by: shop.admin, scope: 'tenant', on: false, reason: 'over' });
    await until('all have left', () => leaveAt.size >= pending, 15_000);
    expect(repeated()).toEqual([]);
  });
});
