import { describe, expect, it } from 'vitest';
import { InProcessLiveBus } from '#adapters/live-bus/in-process/in-process-live-bus';
import { InProcessLiveLog } from '#adapters/live-bus/in-process/in-process-live-log';
import type { LiveBus, LiveNotice } from '#application/ports/live-bus';
import type { LiveEvent, LiveLog } from '#application/ports/live-log';
import { ConversationId, TenantId } from '#domain/shared/ids';

type Opened = { readonly bus: LiveBus; readonly log: LiveLog };

let named = 0;
let rings = 0;
const nameOf = (boot: number): string => {
  rings += 1;
  return `boot${boot}_${rings}`;
};
const implementations = [
  {
    name: 'InProcessLiveLog',
    open: (sizes: { events?: number; tenants?: number } = {}): Opened => {
      const bus = new InProcessLiveBus();
      named += 1;
      const boot = named;
      return { bus, log: new InProcessLiveLog({ bus, name: () => nameOf(boot), ...sizes }) };
    },
  },
];

const [a, b] = [TenantId('ten_a'), TenantId('ten_b')];
const messages = (tenantId: TenantId, n: number): LiveNotice => ({
  kind: 'messages',
  tenantId,
  conversationId: ConversationId(`cnv_${n}`),
});
const noticesOf = (log: LiveLog, tenantId: TenantId | null, lastId: string | null) => {
  const replay = log.since(tenantId, lastId);
  return replay.kind === 'reset' ? 'reset' : replay.events.map(({ notice }) => notice);
};

describe.each(implementations)('$name honours the LiveLog contract', ({ open }) => {
  it('gives exactly what came after an id, in order', () => {
    const { bus, log } = open();
    const start = log.position(a);
    for (const n of [1, 2, 3]) bus.publish(messages(a, n));
    expect(noticesOf(log, a, start)).toEqual([1, 2, 3].map((n) => messages(a, n)));
    const replay = log.since(a, start);
    const second = replay.kind === 'events' ? (replay.events[1]?.id ?? '') : '';
    expect(noticesOf(log, a, second)).toEqual([messages(a, 3)]);
    expect(noticesOf(log, a, log.position(a))).toEqual([]);
  });

  it('asks nothing of who has just read everything', () => {
    const { bus, log } = open();
    log.position(a);
    bus.publish(messages(a, 1));
    expect(noticesOf(log, a, null)).toEqual([]);
  });

  it("never tells one tenant of another's, not even by a number", () => {
    const { bus, log } = open();
    const [startA, startB] = [log.position(a), log.position(b)];
    const heard: LiveEvent[] = [];
    log.subscribe(b, (event) => heard.push(event));
    for (const n of [1, 2, 3]) bus.publish(messages(a, n));
    expect(noticesOf(log, b, startB)).toEqual([]);
    expect(log.position(b)).toBe(startB);
    expect(heard).toEqual([]);
    expect(noticesOf(log, b, startA)).toBe('reset');
  });

  it('tells who subscribed, with the ids the log has, until they leave', () => {
    const { bus, log } = open();
    const heard: LiveEvent[] = [];
    const leave = log.subscribe(a, (event) => heard.push(event));
    const start = log.position(a);
    bus.publish(messages(a, 1));
    expect(log.since(a, start)).toEqual({ kind: 'events', events: heard });
    expect(heard.map(({ id }) => id)).toEqual([log.position(a)]);
    leave();
    bus.publish(messages(a, 2));
    expect(heard).toHaveLength(1);
  });

  it("tells everybody of the platform's switch, and the platform of every switch and nothing else", () => {
    const { bus, log } = open();
    const starts = [a, b, null].map((tenantId) => log.position(tenantId));
    bus.publish({ kind: 'switches', tenantId: null });
    bus.publish({ kind: 'switches', tenantId: a });
    bus.publish(messages(a, 1));
    const kinds = [a, b, null].map((tenantId, index) => noticesOf(log, tenantId, starts[index] ?? null));
    expect(kinds).toEqual([
      [{ kind: 'switches', tenantId: null }, { kind: 'switches', tenantId: a }, messages(a, 1)],
      [{ kind: 'switches', tenantId: null }],
      [
        { kind: 'switches', tenantId: null },
        { kind: 'switches', tenantId: a },
      ],
    ]);
  });

  it('says reset when the gap is too old, and not a moment sooner', () => {
    const { bus, log } = open({ events: 3 });
    const start = log.position(a);
    for (const n of [1, 2, 3]) bus.publish(messages(a, n));
    expect(noticesOf(log, a, start)).toHaveLength(3);
    bus.publish(messages(a, 4));
    expect(noticesOf(log, a, start)).toBe('reset');
  });

  it.each(['', 'nonsense', 'a-b', '-1', 'boot-0', `${'9'.repeat(40)}-1`])(
    'says reset to an id it never gave: %j',
    (id) => {
      const { log } = open();
      log.position(a);
      expect(noticesOf(log, a, id)).toBe('reset');
    },
  );

  it('says reset to an id of another process, and to one of the future', () => {
    const before = open();
    const { log } = open();
    const [name] = log.position(a).split('-');
    expect(noticesOf(log, a, before.log.position(a))).toBe('reset');
    expect(noticesOf(log, a, `${name}-5`)).toBe('reset');
  });

  it('tells of typing and keeps none of it', () => {
    const { bus, log } = open();
    const start = log.position(a);
    const heard: LiveEvent[] = [];
    log.subscribe(a, (event) => heard.push(event));
    const typing: LiveNotice = {
      kind: 'typing',
      tenantId: a,
      conversationId: ConversationId('cnv_1'),
      who: 'customer',
      name: null,
    };
    bus.publish(typing);
    expect(heard).toEqual([{ id: start, notice: typing }]);
    expect(noticesOf(log, a, start)).toEqual([]);
  });

  it('begins anew where the bus has missed something: who listens is told, and every id of before says reset', () => {
    const { bus, log } = open();
    const starts = [a, b, null].map((tenantId) => log.position(tenantId));
    const heard: LiveEvent[] = [];
    log.subscribe(a, (event) => heard.push(event));
    bus.publish(messages(a, 1));
    bus.publish({ kind: 'missed', tenantId: null });
    expect(heard.map(({ notice }) => notice.kind)).toEqual(['messages', 'missed']);
    expect(heard[1]?.id).toBe(log.position(a));
    const replays = [a, b, null].map((tenantId, index) => noticesOf(log, tenantId, starts[index] ?? null));
    expect(replays).toEqual(['reset', 'reset', 'reset']);
    bus.publish(messages(a, 2));
    expect(noticesOf(log, a, heard[1]?.id ?? '')).toEqual([messages(a, 2)]);
  });

  it('forgets the tenant nobody watches first, never one that is listened to', () => {
    const { bus, log } = open({ tenants: 2 });
    const startA = log.position(a);
    log.subscribe(a, () => undefined);
    const startB = log.position(b);
    log.position(TenantId('ten_c'));
    bus.publish(messages(a, 1));
    expect(noticesOf(log, a, startA)).toEqual([messages(a, 1)]);
    expect(noticesOf(log, b, startB)).toBe('reset');
  });
});
