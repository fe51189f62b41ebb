import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TooManyRequests } from '#application/ports/rate-limiter';
import { ConversationId, TenantId, UserId } from '#domain/shared/ids';
import { tokens } from '#infrastructure/composition/tokens';
import { type RedisServer, redisIsMissing, startRedis } from '#test/services/redis';
import { until } from '#test/support/until';
import { type OneProcess, TwoProcesses } from './two-processes.js';

let server: RedisServer;
let both: TwoProcesses;
beforeAll(async () => {
  if (!redisIsMissing) server = await startRedis();
});
beforeEach(async () => {
  if (!redisIsMissing) both = await TwoProcesses.start(server);
});
afterEach(async () => {
  if (!redisIsMissing) await both.stop();
});
afterAll(async () => {
  if (!redisIsMissing) await server.stop();
});

const presenceOf = ({ application }: OneProcess) => application.container.get(tokens.presence);
const limiterOf = ({ application }: OneProcess) => application.container.get(tokens.limiter);
const missedBy = ({ redis }: OneProcess): string[] => {
  const heard: string[] = [];
  redis.bus.subscribe(({ kind }) => {
    if (kind === 'missed') heard.push(kind);
  });
  return heard;
};

describe.skipIf(redisIsMissing)('two processes over one Redis', () => {
  it('share the work of one that hears all the customers, and answer each once', async () => {
    const shop = await both.openShop();
    const customers = Array.from({ length: 60 }, (_, index) => `9715000000${String(index).padStart(2, '0')}`);
    await Promise.all(customers.map((phone) => both.receive(both.one, shop, phone, 'How much is the sofa cleaning?')));
    await until('everybody was answered', () => both.sent.length >= customers.length);
    expect(both.sent.map(({ to }) => to).sort()).toEqual(customers);
    const byEach = both.processes.map(({ telemetry }) => telemetry.count('turn.decided'));
    expect(Math.min(...byEach)).toBeGreaterThan(0);
  });

  it('know who of the team is where, in each other', () => {
    const [tenantId, conversationId] = [TenantId('ten_a'), ConversationId('cnv_1')];
    const mona = { userId: UserId('usr_1'), name: 'منى', doing: 'typing' } as const;
    presenceOf(both.one).show(tenantId, conversationId, mona);
    return expect
      .poll(() => presenceOf(both.two).list(tenantId, conversationId), { timeout: 5_000 })
      .toEqual([mona])
      .then(() => presenceOf(both.two).leave(tenantId, conversationId, mona.userId))
      .then(() => expect.poll(() => presenceOf(both.one).list(tenantId, conversationId)).toEqual([]));
  });

  it('count attempts together, and each for itself while Redis is away', async () => {
    const [one, two] = both.processes.map(limiterOf);
    const take = (key: string) => Promise.all([one!, two!].map((limiter) => limiter.take(key, 1, 60_000)));
    await expect(take('ten_a:http')).rejects.toBeInstanceOf(TooManyRequests);
    await server.kill('SIGSTOP');
    await until('both know', () => both.processes.every(({ telemetry }) => telemetry.warnings.includes('redis.away')));
    await expect(take('ten_b:http')).resolves.toBeDefined();
    await expect(one!.take('ten_b:http', 1, 60_000)).rejects.toBeInstanceOf(TooManyRequests);
    await server.kill('SIGCONT');
  });

  it('leave names, addresses and words out of Redis', async () => {
    await limiterOf(both.one).take('sign_in:someone@example.com', 5, 60_000);
    const shop = await both.openShop();
    const phone = '971500000042';
    await both.receive(both.one, shop, phone, 'My secret wish is sofa cleaning');
    await until('it was answered', () => both.sent.length > 0);
    const keys = server.command('KEYS', '*').split('\n');
    expect(keys.every((key) => key.startsWith('wakil:'))).toBe(true);
    const all = keys.join('\n');
    for (const canary of ['someone@example.com', phone, 'sofa']) expect(all).not.toContain(canary);
  });

  it('are told that something was missed: now and then while Redis is away, and once when it is back', async () => {
    const missed = missedBy(both.two);
    await server.kill('SIGSTOP');
    await until('it was told while away', () => missed.length >= 1);
    await server.kill('SIGCONT');
    const before = missed.length;
    await until('and when it was back', () => missed.length > before);
  });

  it('believe nothing that is not a notice of theirs', async () => {
    const heard: string[] = [];
    both.one.redis.bus.subscribe(({ kind }) => heard.push(kind));
    const notice = (tenantId: string) => JSON.stringify({ from: 'x', notice: { kind: 'switches', tenantId } });
    const missed = JSON.stringify({ from: 'x', notice: { kind: 'missed', tenantId: null } });
    for (const [channel, text] of [
      ['wakil:ten_a:live', notice('ten_b')],
      ['wakil:platform:live', notice('ten_b')],
      ['wakil:platform:live', missed],
      ['wakil:ten_a:live', '{"kind":'],
      ['other:ten_a:live', notice('ten_a')],
    ] as const)
      server.command('PUBLISH', channel, text);
    server.command('PUBLISH', 'wakil:ten_a:live', notice('ten_a'));
    await until('the true one was heard', () => heard.length > 0);
    expect(heard).toEqual(['switches']);
    expect(both.one.telemetry.warnings.filter((event) => event === 'live.not_understood')).toHaveLength(4);
  });
});
