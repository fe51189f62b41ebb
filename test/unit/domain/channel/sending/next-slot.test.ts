import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { book, noteSent, release, settle } from '#domain/channel/sending/book-slot';
import { noteReceived, noteReopened, noteWarning, resume } from '#domain/channel/sending/note-events';
import { missedAfterMs, mostReservations, openLedger } from '#domain/channel/sending/sending-ledger';
import { SendingPolicy } from '#domain/channel/sending/sending-policy';
import { ConversationId, MessageId } from '#domain/shared/ids';
import { aLedger, aMessage, ask, dayMs, hourMs, later, minuteMs, only, slotOf, start } from './builders.js';

const careful = SendingPolicy.of('careful');
const steady = { perCharacterMs: 50, minMs: 1_000, maxMs: 12_000, jitter: 0 };
const noPause = { restricted: 0, reach_out_lock: 0, rate_limited: 0, banner: 0 };

/** So many left one after the other, a second apart, the last one now. */
const sentBefore = (count: number, ledger = aLedger(), apartMs = 1_000) => {
  let full = ledger;
  for (let nth = count - 1; nth >= 0; nth -= 1)
    full = noteSent(full, ConversationId('cnv_other'), later(-nth * apartMs));
  return full;
};

describe('reading and typing', () => {
  const policy = only({ reading: { ...steady, perCharacterMs: 40 }, typing: steady });
  const ms = (length: number, inbound: number) => {
    const { readAt, sendAt } = slotOf(ask(policy, aMessage({ length, lastInbound: { at: start, length: inbound } })));
    return [readAt.getTime() - start.getTime(), sendAt.getTime() - readAt.getTime()];
  };

  it('take longer for longer texts, within bounds', () => {
    expect(ms(100, 50)).toEqual([2_000, 5_000]);
    expect(ms(1, 1)).toEqual([1_000, 1_000]);
    expect(ms(4_000, 4_000)).toEqual([12_000, 12_000]);
  });

  it('count from when the customer wrote: who thought for long has read meanwhile', () => {
    const slot = slotOf(ask(policy, aMessage({ length: 100 }), { now: later(3_000) }));
    expect(slot.readAt).toEqual(later(3_000));
    expect(slot.sendAt).toEqual(later(8_000));
    expect(slot.reason).toBe('pacing.typing');
  });

  it('read once: the second message of an answer is only typed, after the first', () => {
    const first = aMessage({ length: 100, lastInbound: { at: start, length: 50 } });
    const slot = slotOf(ask(policy, first));
    const ledger = book(aLedger(), first, slot, start);
    const second = slotOf(ask(policy, aMessage({ length: 40, lastInbound: first.lastInbound }), { ledger }));
    expect(second.readAt).toEqual(start);
    expect(second.sendAt).toEqual(new Date(slot.sendAt.getTime() + 2_000));
    expect(second.reason).toBe('pacing.chat_gap');
  });

  it('are shown early: the customer sees typing as soon as it is read, for 20 s at most', () => {
    const other = aMessage({ chat: ConversationId('cnv_2') });
    const gapped = only({ typing: steady, gap: { minMs: 30_000, spreadMs: 0 } });
    const ledger = book(aLedger(), other, slotOf(ask(gapped, other)), start);
    const { readAt, typingFrom, sendAt, reason } = slotOf(ask(gapped, aMessage(), { ledger }));
    expect(reason).toBe('pacing.gap');
    expect([readAt, typingFrom]).toEqual([start, new Date(sendAt.getTime() - 20_000)]);
  });

  it('are not for a person', () => {
    const slot = slotOf(ask(careful, aMessage({ by: 'person', length: 1_000 })));
    expect([slot.readAt, slot.typingFrom, slot.sendAt]).toEqual([start, start, start]);
    expect(slot.reason).toBe('pacing.now');
  });

  it('vary around the usual time, the same for the same seed and message', () => {
    const jittery = only({ typing: { perCharacterMs: 50, minMs: 0, maxMs: 60_000, jitter: 0.2 } });
    const times = Array.from({ length: 2_000 }, (_, nth) => {
      const message = aMessage({ id: MessageId(`msg_j${nth}`), length: 100, lastInbound: null });
      expect(ask(jittery, message)).toEqual(ask(jittery, message));
      return slotOf(ask(jittery, message)).sendAt.getTime() - start.getTime();
    });
    const mean = times.reduce((sum, each) => sum + each, 0) / times.length;
    const spread = Math.sqrt(times.reduce((sum, each) => sum + (each - mean) ** 2, 0) / times.length);
    expect(mean).toBeGreaterThan(4_900);
    expect(mean).toBeLessThan(5_100);
    // One standard deviation is 1,000 ms, a little less without the tails.
    expect(spread).toBeGreaterThan(850);
    expect(spread).toBeLessThan(1_000);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(3_000);
    expect(Math.max(...times)).toBeLessThanOrEqual(7_000);
    const message = aMessage({ id: MessageId('msg_j1'), length: 100, lastInbound: null });
    expect(ask(jittery, message, { ledger: aLedger({ seed: 8 }) })).not.toEqual(ask(jittery, message));
  });
});

describe('a reservation', () => {
  const message = aMessage();
  const slot = slotOf(ask(careful, message));
  const ledger = book(aLedger(), message, slot, start);
  const booked = { ...slot, isBooked: true };

  it('is kept: asking again gives the same moment, and booking again changes nothing', () => {
    expect(ask(careful, message, { ledger, now: later(2_000) })).toEqual(booked);
    expect(book(ledger, message, slot, later(2_000))).toBe(ledger);
  });

  it('survives being stored', () => {
    const stored = JSON.parse(JSON.stringify(ledger));
    expect(stored).toEqual(ledger);
    expect(ask(careful, message, { ledger: stored })).toEqual(booked);
  });

  it('that was missed for long is void: what a stopped process left does not leave as one burst', () => {
    const late = new Date(slot.sendAt.getTime() + missedAfterMs + 1);
    const again = slotOf(ask(careful, message, { ledger, now: late }));
    expect(again.sendAt.getTime()).toBeGreaterThan(late.getTime());
    expect(again.isBooked).toBe(false);
    expect(book(ledger, message, again, late).reservations).toMatchObject([{ sendAt: again.sendAt.getTime() }]);
    const soon = new Date(slot.sendAt.getTime() + missedAfterMs);
    expect(ask(careful, message, { ledger, now: soon })).toEqual(booked);
  });

  it('gives its place back when the message is withdrawn', () => {
    expect(release(ledger, message.id)).toEqual(aLedger());
    expect(release(ledger, MessageId('msg_unknown'))).toBe(ledger);
  });

  it('that was used late counts from when the message left', () => {
    const leftAt = new Date(slot.sendAt.getTime() + 5_000);
    const settled = settle(ledger, message.id, leftAt);
    expect(settled.reservations).toEqual([]);
    expect(settled.lastSentAt).toBe(leftAt.getTime());
    expect(settled.minute).toEqual([[Math.floor(leftAt.getTime() / 1_000), 1]]);
    expect(settled.day).toEqual(ledger.day);
    expect(settle(settled, message.id, leftAt)).toBe(settled);
  });

  it('is given to automatic messages in the order they asked, and a person goes between', () => {
    const policy = only({ gap: { minMs: 5_000, spreadMs: 0 } });
    let queue = aLedger();
    const take = (by: 'automatic' | 'person', chat: string, now = start) => {
      const asked = aMessage({ by, chat: ConversationId(chat) });
      const given = slotOf(ask(policy, asked, { ledger: queue, now }));
      queue = book(queue, asked, given, now);
      return given.sendAt.getTime() - start.getTime();
    };
    expect([take('automatic', 'a'), take('automatic', 'b')]).toEqual([0, 5_000]);
    queue = release(queue, queue.reservations[0]!.id);
    expect(take('automatic', 'c')).toBe(10_000);
    expect(take('person', 'd')).toBe(0);
    expect(take('person', 'b')).toBe(15_000);
  });

  it('is not given when enough of them are ahead', () => {
    const policy = only({ gap: { minMs: 1_000, spreadMs: 0 } });
    let queue = sentBefore(1);
    for (let nth = 0; nth < mostReservations; nth += 1) {
      const asked = aMessage({ chat: ConversationId(`cnv_${nth}`) });
      queue = book(queue, asked, slotOf(ask(policy, asked, { ledger: queue })), start);
    }
    expect(ask(policy, aMessage(), { ledger: queue })).toEqual({
      kind: 'waiting',
      waitsUntil: later(1_000),
      reason: 'pacing.queue',
    });
    expect(ask(policy, aMessage(), { ledger: queue, now: later(1_000) }).kind).toBe('slot');
  });

  it('never makes the ledger grow, however many are booked and forgotten', () => {
    const policy = SendingPolicy.of('off');
    let queue = aLedger();
    for (let nth = 0; nth < 500; nth += 1) {
      const asked = aMessage({ chat: ConversationId(`cnv_${nth}`) });
      queue = book(queue, asked, slotOf(ask(policy, asked, { ledger: queue, now: later(nth) })), later(nth));
    }
    expect(queue.reservations).toHaveLength(mostReservations);
    expect(queue.chats.length).toBeLessThanOrEqual(24);
    expect(queue.day.reduce((sum, [, count]) => sum + count, 0)).toBe(500);
  });
});

describe('caps', () => {
  it.each([
    ['pacing.minute_cap', { perMinute: 3 }, 61_000],
    ['pacing.hour_cap', { perHour: 3 }, hourMs + minuteMs],
    ['pacing.day_cap', { perDay: 3 }, dayMs + 15 * minuteMs],
  ] as const)(
    '%s: waits until one of the window has left it, and no longer than a bucket beyond',
    (reason, rules, most) => {
      const policy = only(rules);
      expect(ask(policy, aMessage(), { ledger: sentBefore(2) })).toMatchObject({ kind: 'slot', reason: 'pacing.now' });
      const far = ask(policy, aMessage(), { ledger: sentBefore(3, aLedger(), 0) });
      const waitsMs = (far.kind === 'slot' ? far.sendAt.getTime() : (far.waitsUntil?.getTime() ?? 0)) - start.getTime();
      expect(far.reason).toBe(reason);
      expect(waitsMs).toBeGreaterThanOrEqual(
        most === 61_000 ? minuteMs : most === dayMs + 15 * minuteMs ? dayMs : hourMs,
      );
      expect(waitsMs).toBeLessThanOrEqual(most);
    },
  );

  it('hold for people too', () => {
    expect(ask(only({ perHour: 3 }), aMessage({ by: 'person' }), { ledger: sentBefore(3) }).reason).toBe(
      'pacing.hour_cap',
    );
  });

  it('grow with the age of the number, and say so while they are the reason', () => {
    const policy = only({ perDay: 100, warmUp: { startShare: 0.1, days: 10 } });
    const aged = (days: number) => openLedger({ seed: 1, linkedAt: later(-days * dayMs) });
    const reason = (days: number, sent: number) =>
      ask(policy, aMessage(), { ledger: sentBefore(sent, aged(days)) }).reason;
    expect([reason(0, 9), reason(0, 10), reason(5, 54), reason(5, 55), reason(10, 99), reason(10, 100)]).toEqual([
      'pacing.now',
      'pacing.warm_up',
      'pacing.now',
      'pacing.warm_up',
      'pacing.now',
      'pacing.day_cap',
    ]);
  });

  it('shrink and gaps grow while the risk is up', () => {
    const policy = only({ perHour: 10, gap: { minMs: 2_000, spreadMs: 0 } }).slowedTo(0.5);
    expect(ask(policy, aMessage(), { ledger: sentBefore(5, aLedger(), 10_000) }).reason).toBe('pacing.risk');
    const slot = slotOf(ask(policy, aMessage(), { ledger: sentBefore(1) }));
    expect([slot.sendAt, slot.reason]).toEqual([later(4_000), 'pacing.risk']);
    expect(ask(policy, aMessage(), { ledger: sentBefore(10, aLedger(), 10_000) }).reason).toBe('pacing.hour_cap');
  });

  it('on new contacts count the chats we start, once each', () => {
    const policy = only({ newContactsPerDay: 2 });
    const opener = (chat: string) => aMessage({ chat: ConversationId(chat), lastInbound: null, wroteBefore: false });
    let ledger = aLedger();
    for (const chat of ['a', 'a', 'b']) {
      const message = opener(chat);
      ledger = book(ledger, message, slotOf(ask(policy, message, { ledger })), start);
    }
    expect(ask(policy, opener('c'), { ledger })).toMatchObject({ kind: 'waiting', reason: 'pacing.new_contacts' });
    expect(ask(policy, opener('b'), { ledger }).kind).toBe('slot');
    expect(ask(policy, aMessage({ chat: ConversationId('d'), wroteBefore: false }), { ledger }).kind).toBe('slot');
  });
});

describe('who may be written to', () => {
  it('in reply-only mode: who wrote within the days, and nobody else, whoever writes', () => {
    const refused = { kind: 'waiting', waitsUntil: null, reason: 'pacing.reply_only' };
    const wrote = (days: number | null) =>
      aMessage({ by: 'person', lastInbound: days === null ? null : { at: later(-days * dayMs), length: 1 } });
    expect(ask(careful, wrote(null))).toEqual(refused);
    expect(ask(careful, wrote(7.01))).toEqual(refused);
    expect(ask(careful, wrote(7)).kind).toBe('slot');
  });

  it('not who left the last messages unanswered, unless a person writes', () => {
    const ask5 = (by: 'automatic' | 'person', unanswered: number) => ask(careful, aMessage({ by, unanswered }));
    expect(ask5('automatic', 5)).toEqual({ kind: 'waiting', waitsUntil: null, reason: 'pacing.unanswered' });
    expect([ask5('automatic', 4).kind, ask5('person', 5).kind]).toEqual(['slot', 'slot']);
  });

  it('fewer when few answer: first slower, then not at all', () => {
    const policy = only({
      replyRatio: { minSends: 20, slowBelow: 0.3, stopBelow: 0.1 },
      gap: { minMs: 1_000, spreadMs: 0 },
    });
    const withAnswers = (answers: number, sends = 20) => {
      let ledger = sentBefore(sends, aLedger(), 1_000);
      for (let nth = 0; nth < answers; nth += 1) ledger = noteReceived(ledger, start);
      return ledger;
    };
    const at = (answers: number, sends?: number) => ask(policy, aMessage(), { ledger: withAnswers(answers, sends) });
    expect(at(6)).toMatchObject({ kind: 'slot', sendAt: later(1_000), reason: 'pacing.gap' });
    expect(at(5)).toMatchObject({ kind: 'slot', sendAt: later(3_000), reason: 'pacing.reply_ratio' });
    expect(at(1)).toMatchObject({ kind: 'waiting', reason: 'pacing.reply_ratio' });
    expect(at(0, 19)).toMatchObject({ kind: 'slot' });
    const stopped = at(1);
    const until = stopped.kind === 'waiting' ? stopped.waitsUntil : null;
    expect(ask(policy, aMessage(), { ledger: withAnswers(1), now: until ?? start }).kind).toBe('slot');
  });
});

describe('quiet hours', () => {
  const night = only({ quietHours: { from: 22 * 60, to: 7 * 60, timeZone: 'Asia/Dubai' } });
  const at = (iso: string, by: 'automatic' | 'person' = 'automatic') =>
    ask(night, aMessage({ by }), { now: new Date(iso) });

  it('hold what the assistant says until the morning of the place, over midnight too', () => {
    const morning = { kind: 'waiting', waitsUntil: new Date('2026-03-03T03:00:00Z'), reason: 'pacing.quiet_hours' };
    expect(at('2026-03-02T18:00:00Z')).toEqual(morning);
    expect(at('2026-03-02T22:30:00Z')).toEqual(morning);
    expect(at('2026-03-02T17:59:00Z').kind).toBe('slot');
    expect(at('2026-03-03T03:00:00Z').kind).toBe('slot');
  });

  it('do not hold a person', () => {
    expect(at('2026-03-02T18:00:00Z', 'person').kind).toBe('slot');
  });

  it('hold around noon just as well', () => {
    const noon = only({ quietHours: { from: 720, to: 780, timeZone: 'UTC' } });
    expect(ask(noon, aMessage())).toMatchObject({ waitsUntil: later(hourMs) });
    expect(ask(noon, aMessage(), { now: later(hourMs) }).kind).toBe('slot');
  });
});

describe('after a reconnect', () => {
  const policy = only({
    gap: { minMs: 2_000, spreadMs: 0 },
    afterReconnect: { holdMs: 5_000, rampMs: 60_000, startShare: 0.1 },
  });

  it('nothing leaves for a moment, then the gaps shrink to what they were', () => {
    const ledger = noteReopened(aLedger(), start);
    const held = slotOf(ask(policy, aMessage(), { ledger }));
    expect([held.sendAt, held.reason]).toEqual([later(5_000), 'pacing.after_reconnect']);
    let queue = ledger;
    const times = Array.from({ length: 20 }, (_, nth) => {
      const message = aMessage({ chat: ConversationId(`cnv_${nth}`) });
      const now = new Date(queue.reservations.at(-1)?.sendAt ?? start);
      const slot = slotOf(ask(policy, message, { ledger: queue, now }));
      queue = book(queue, message, slot, now);
      return slot.sendAt.getTime();
    });
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(gaps[0]).toBeGreaterThan(6_000);
    expect(gaps).toEqual([...gaps].sort((left, right) => right - left));
    expect(gaps.at(-1)).toBe(2_000);
  });
});

describe('a warning', () => {
  const warned = (policy: SendingPolicy, kind: 'restricted' | 'rate_limited', at = start, endsAt: Date | null = null) =>
    noteWarning(aLedger(), policy, { kind, at, endsAt });

  it('pauses everything at once, people too, until a person resumes', () => {
    const ledger = warned(careful, 'restricted');
    const paused = { kind: 'waiting', waitsUntil: null, reason: 'pacing.paused_by_warning' };
    expect(ask(careful, aMessage(), { ledger })).toEqual(paused);
    expect(ask(careful, aMessage({ by: 'person' }), { ledger, now: later(30 * dayMs) })).toEqual(paused);
    expect(ask(careful, aMessage({ by: 'person' }), { ledger: resume(ledger) }).kind).toBe('slot');
    expect(resume(ledger).warnings).toHaveLength(1);
  });

  it('that is only about speed passes with time', () => {
    const ledger = warned(careful, 'rate_limited');
    expect(ask(careful, aMessage(), { ledger })).toMatchObject({ waitsUntil: later(hourMs) });
    expect(ask(careful, aMessage(), { ledger, now: later(hourMs) }).kind).toBe('slot');
  });

  it('holds as long as WhatsApp says, if that is longer', () => {
    const ledger = warned(careful, 'rate_limited', start, later(5 * hourMs));
    expect(ask(careful, aMessage(), { ledger })).toMatchObject({ waitsUntil: later(5 * hourMs) });
  });

  it('is not shortened by a second one', () => {
    const both = noteWarning(warned(careful, 'restricted'), careful, { kind: 'rate_limited', at: later(1) });
    expect(both.pause).toEqual({ since: start.getTime(), until: null, kind: 'restricted' });
    const lengthened = noteWarning(warned(careful, 'rate_limited'), careful, { kind: 'restricted', at: later(1) });
    expect(lengthened.pause).toEqual({ since: start.getTime(), until: null, kind: 'restricted' });
    const fresh = noteWarning(warned(careful, 'rate_limited'), careful, {
      kind: 'rate_limited',
      at: later(2 * hourMs),
    });
    expect(fresh.pause).toMatchObject({ since: later(2 * hourMs).getTime(), until: later(3 * hourMs).getTime() });
  });

  it('is on record and pauses nothing where the policy says so', () => {
    const ledger = warned(only({ pauseMs: noPause }), 'restricted');
    expect(ledger.pause).toBeNull();
    expect(ledger.warnings).toEqual([{ kind: 'restricted', at: start.getTime() }]);
  });
});

describe('the decision', () => {
  it('is to send at once where nothing is paced', () => {
    expect(ask(SendingPolicy.of('off'), aMessage())).toEqual({
      kind: 'slot',
      readAt: start,
      typingFrom: start,
      sendAt: start,
      reason: 'pacing.now',
      isBooked: false,
    });
  });

  it('is never in the past, and read comes before typing before sending', () => {
    const message = fc.record({
      by: fc.constantFrom('automatic' as const, 'person' as const),
      length: fc.nat(5_000),
      chat: fc.constantFrom('a', 'b', 'c').map(ConversationId),
      pauseMs: fc.nat(90_000),
    });
    fc.assert(
      fc.property(fc.array(message, { maxLength: 30 }), fc.nat(), (wanted, seed) => {
        let now = start;
        let ledger = aLedger({ seed });
        for (const { pauseMs, ...about } of wanted) {
          now = new Date(now.getTime() + pauseMs);
          const asked = aMessage(about);
          const decision = ask(careful, asked, { ledger, now });
          if (decision.kind === 'waiting') {
            expect(decision.waitsUntil?.getTime()).toBeGreaterThan(now.getTime());
            continue;
          }
          const times = [now, decision.readAt, decision.typingFrom, decision.sendAt].map((each) => each.getTime());
          expect(times).toEqual([...times].sort((left, right) => left - right));
          ledger = book(ledger, asked, decision, now);
          expect(ask(careful, asked, { ledger, now })).toEqual({ ...decision, isBooked: true });
        }
      }),
    );
  });
});
