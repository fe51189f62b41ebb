import { book, noteSent } from '#domain/channel/sending/book-slot';
import { nextSlot } from '#domain/channel/sending/next-slot';
import { noteReceived } from '#domain/channel/sending/note-events';
import type { PacedMessage } from '#domain/channel/sending/paced-message';
import { openLedger, type SendingLedger } from '#domain/channel/sending/sending-ledger';
import { SendingPolicy } from '#domain/channel/sending/sending-policy';
import { ConversationId, MessageId } from '#domain/shared/ids';
import { quantile, type Report } from '#test/bench/measure';

const dayMs = 86_400_000;
const start = Date.parse('2026-03-02T12:00:00Z');
const quietHours = { from: 1_320, to: 420, timeZone: 'Asia/Dubai' };

const messageOf = (nth: number): PacedMessage => ({
  id: MessageId(`msg_${nth}`),
  chat: ConversationId(`cnv_${nth}`),
  by: 'automatic',
  length: 120,
  lastInbound: { at: new Date(start), length: 60 },
  unanswered: 0,
  wroteBefore: true,
});

/** A number in the middle of a busy day: every window has its buckets, and messages wait for their moment. */
const busyLedger = (policy: SendingPolicy): SendingLedger => {
  let ledger = openLedger({ seed: 7, linkedAt: new Date(start - 100 * dayMs) });
  for (let nth = 590; nth > 0; nth -= 1) {
    const at = new Date(start - Math.floor((nth * dayMs) / 600));
    ledger = noteSent(noteReceived(ledger, at), ConversationId(`cnv_${nth % 50}`), at);
  }
  for (let nth = 0; nth < 8; nth += 1) {
    const message = messageOf(1_000_000 + nth);
    const decision = nextSlot({ now: new Date(start), policy, ledger, message });
    if (decision.kind === 'slot') ledger = book(ledger, message, decision, new Date(start));
  }
  return ledger;
};

/** What pacing costs for one message: the decision, and the ledger with it. */
export const pacing = (report: Report, decisions: number): void => {
  const policy = SendingPolicy.of('normal', { quietHours });
  const ledger = busyLedger(policy);
  const now = new Date(start);
  const decide: number[] = [];
  const both: number[] = [];
  let slots = 0;
  for (let nth = 0; nth < decisions; nth += 1) {
    const message = messageOf(nth);
    const from = performance.now();
    const decision = nextSlot({ now, policy, ledger, message });
    decide.push((performance.now() - from) * 1_000);
    if (decision.kind === 'slot') {
      book(ledger, message, decision, now);
      slots += 1;
    }
    both.push((performance.now() - from) * 1_000);
  }
  const night = new Date(start + 8 * 3_600_000);
  const atNight: number[] = [];
  for (let nth = 0; nth < decisions / 10; nth += 1) {
    const from = performance.now();
    nextSlot({ now: night, policy, ledger, message: messageOf(nth) });
    atNight.push((performance.now() - from) * 1_000);
  }
  const mean = decide.reduce((sum, each) => sum + each, 0) / decisions;
  report.add('pacing.next_mean', mean, 'µs', decisions, { atMost: 50 });
  report.add('pacing.next_p50', quantile(decide, 0.5), 'µs', decisions);
  report.add('pacing.next_p99', quantile(decide, 0.99), 'µs', decisions);
  report.add('pacing.next_and_book_p50', quantile(both, 0.5), 'µs', decisions);
  report.add('pacing.next_at_night_p50', quantile(atNight, 0.5), 'µs', atNight.length);
  report.add('pacing.slots', slots, 'decisions', decisions, { atLeast: decisions });
  report.add('pacing.ledger', JSON.stringify(ledger).length, 'bytes', 1);
  report.add('pacing.reservations', ledger.reservations.length, 'messages', 1);
};
