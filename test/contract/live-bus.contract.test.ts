import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SystemClock } from '#adapters/clock/system-clock';
import { InProcessLiveBus } from '#adapters/live-bus/in-process/in-process-live-bus';
import { RedisLiveBus } from '#adapters/live-bus/redis/redis-live-bus';
import type { LiveBus, LiveNotice } from '#application/ports/live-bus';
import { ChannelId, ConversationId, LeadId, OrderId, TenantId, WidgetSessionId } from '#domain/shared/ids';
import { type RedisServer, redisIsMissing, startRedis } from '#test/services/redis';
import { openLink } from '#test/support/redis-links';
import { SilentTelemetry } from '#test/support/silent-telemetry';
import { until } from '#test/support/until';

let server: RedisServer;
beforeAll(async () => {
  if (!redisIsMissing) server = await startRedis();
});
afterAll(async () => {
  if (!redisIsMissing) await server.stop();
});

/** A bus, and what another process of the same installation hears; in one process that is the same. */
type Opened = { readonly bus: LiveBus; readonly elsewhere: LiveBus };
let closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing) close();
  closing = [];
});

let installations = 0;
const implementations = [
  {
    name: 'InProcessLiveBus',
    isMissing: false,
    open: (): Promise<Opened> => {
      const bus = new InProcessLiveBus();
      return Promise.resolve({ bus, elsewhere: bus });
    },
  },
  {
    name: 'RedisLiveBus',
    isMissing: redisIsMissing,
    open: async (): Promise<Opened> => {
      installations += 1;
      const one = await redisBus(`bus${installations}`);
      const two = await redisBus(`bus${installations}`);
      await hearEachOther(one, two);
      return { bus: one, elsewhere: two };
    },
  },
];

const redisBus = async (prefix: string): Promise<RedisLiveBus> => {
  const telemetry = new SilentTelemetry();
  const { link, name } = await openLink(server, { prefix, telemetry });
  const bus = new RedisLiveBus({ local: new InProcessLiveBus(), link, name, clock: new SystemClock(), telemetry });
  bus.start();
  closing.push(() => {
    bus.stop();
    link.close();
  });
  return bus;
};

/** A subscription takes a moment to reach the server. */
const hearEachOther = async (one: LiveBus, two: LiveBus): Promise<void> => {
  let heard = false;
  const end = two.subscribe(() => {
    heard = true;
  });
  await until('the other process hears', () => {
    one.publish({ kind: 'presence', tenantId: TenantId('ten_0'), conversationId: ConversationId('cnv_0') });
    return heard;
  });
  end();
};

const tenantId = TenantId('ten_a');
const conversationId = ConversationId('cnv_1');
const every: readonly LiveNotice[] = [
  { kind: 'messages', tenantId, conversationId },
  { kind: 'conversation', tenantId, conversationId },
  { kind: 'order', tenantId, orderId: OrderId('ord_1'), isNew: true },
  { kind: 'lead', tenantId, leadId: LeadId('led_1'), isNew: false },
  { kind: 'typing', tenantId, conversationId, who: 'human', name: 'هدى' },
  { kind: 'presence', tenantId, conversationId },
  { kind: 'channel_session', tenantId, channelId: ChannelId('chn_1') },
  { kind: 'visit', tenantId, sessionId: WidgetSessionId('vis_1') },
  { kind: 'model_health', tenantId: null, connection: 'main', model: 'm', fault: 'timeout', atMs: 1 },
  { kind: 'channel_wish', tenantId, channelId: ChannelId('chn_1') },
  { kind: 'held_delivery', tenantId, conversationId: ConversationId('cnv_1'), holder: 'ses_1' },
  { kind: 'settings', tenantId, area: 'assistants' },
  { kind: 'switches', tenantId },
  { kind: 'switches', tenantId: null },
];
const listen = (bus: LiveBus): LiveNotice[] => {
  const heard: LiveNotice[] = [];
  bus.subscribe((notice) => {
    if (notice.tenantId !== 'ten_0') heard.push(notice);
  });
  return heard;
};

describe.each(implementations)('$name honours the LiveBus contract', ({ open, isMissing }) => {
  it.skipIf(isMissing)('tells this process at once, and any other soon, whole and in order', async () => {
    const { bus, elsewhere } = await open();
    const [here, there] = [listen(bus), listen(elsewhere)];
    for (const notice of every) bus.publish(notice);
    expect(here).toEqual(every);
    await until('everything arrived elsewhere', () => there.length >= every.length);
    expect(there).toEqual(every);
  });

  it.skipIf(isMissing)('tells everybody once, until they leave', async () => {
    const { bus, elsewhere } = await open();
    const [here, there] = [listen(bus), listen(elsewhere)];
    const gone: LiveNotice[] = [];
    const leave = elsewhere.subscribe((notice) => gone.push(notice));
    leave();
    const [first, last] = [every[0]!, every[9]!];
    bus.publish(first);
    bus.publish(last);
    await until('the last one arrived', () => there.includes(last) || there.length >= 2);
    expect(here).toEqual([first, last]);
    expect(there).toEqual([first, last]);
    expect(gone).toEqual([]);
  });
});
