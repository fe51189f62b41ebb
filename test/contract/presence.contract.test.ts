import { describe, expect, it } from 'vitest';
import { InProcessPresence } from '#adapters/live-bus/in-process/in-process-presence';
import { RedisPresence } from '#adapters/live-bus/redis/redis-presence';
import type { Presence } from '#application/ports/presence';
import { ConversationId, TenantId, UserId } from '#domain/shared/ids';
import { FakeClock } from '#test/support/fake-clock';

const implementations = [
  { name: 'InProcessPresence', open: (clock: FakeClock): Presence => new InProcessPresence(clock) },
  {
    name: 'RedisPresence without Redis',
    open: (clock: FakeClock): Presence => {
      const link = { say: () => false, listen: () => undefined };
      return new RedisPresence({ local: new InProcessPresence(clock), link, name: 'p1' });
    },
  },
];

const [a, b] = [TenantId('ten_a'), TenantId('ten_b')];
const [one, two] = [ConversationId('cnv_1'), ConversationId('cnv_2')];
const mona = { userId: UserId('usr_mona'), name: 'Mona', doing: 'viewing' } as const;
const ali = { userId: UserId('usr_ali'), name: 'Ali', doing: 'typing' } as const;

describe.each(implementations)('$name honours the Presence contract', ({ open }) => {
  it('knows who has a conversation open, and forgets who left', () => {
    const presence = open(new FakeClock());
    presence.show(a, one, mona);
    presence.show(a, one, ali);
    expect(presence.list(a, one)).toEqual([mona, ali]);
    presence.leave(a, one, mona.userId);
    expect(presence.list(a, one)).toEqual([ali]);
    expect(presence.list(a, two)).toEqual([]);
  });

  it('has a person once, with the last sign', () => {
    const presence = open(new FakeClock());
    presence.show(a, one, mona);
    presence.show(a, one, { ...mona, doing: 'typing' });
    expect(presence.list(a, one)).toEqual([{ ...mona, doing: 'typing' }]);
  });

  it('forgets after thirty seconds without a sign, each person by themselves', () => {
    const clock = new FakeClock();
    const presence = open(clock);
    presence.show(a, one, mona);
    clock.advance(20_000);
    presence.show(a, one, ali);
    clock.advance(9_999);
    expect(presence.list(a, one)).toEqual([mona, ali]);
    clock.advance(1);
    expect(presence.list(a, one)).toEqual([ali]);
    presence.show(a, two, mona);
    clock.advance(20_000);
    expect(presence.list(a, one)).toEqual([]);
  });

  it("never shows one tenant another's, whatever the conversation is called", () => {
    const presence = open(new FakeClock());
    presence.show(a, one, mona);
    expect(presence.list(b, one)).toEqual([]);
    presence.leave(b, one, mona.userId);
    expect(presence.list(a, one)).toEqual([mona]);
  });
});
