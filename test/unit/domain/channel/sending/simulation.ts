import { seededRandom } from '#domain/channel/seeded-random';
import { book, settle } from '#domain/channel/sending/book-slot';
import { nextSlot } from '#domain/channel/sending/next-slot';
import { noteReceived, noteReopened } from '#domain/channel/sending/note-events';
import type { PacedMessage } from '#domain/channel/sending/paced-message';
import { openLedger, type SendingLedger } from '#domain/channel/sending/sending-ledger';
import type { SendingPolicy } from '#domain/channel/sending/sending-policy';
import { ConversationId, MessageId } from '#domain/shared/ids';

export type Sent = {
  readonly id: string;
  readonly chat: string;
  readonly nth: number;
  readonly by: PacedMessage['by'];
  readonly at: number;
  readonly startsChat: boolean;
};

export type Run = { readonly sent: readonly Sent[]; readonly refused: number; readonly largestLedger: number };

export type Plan = {
  readonly policy: SendingPolicy;
  readonly seed: number;
  readonly sends: number;
  /** Messages that want to leave in a day. */
  readonly perDay: number;
  readonly linkedAt: Date;
};

type Waiting = { readonly message: PacedMessage; readonly nth: number };
type Lane = { waiting: Waiting[]; booked: Waiting[]; wakeAt: number; sent: number; nth: number };

const chats = 40;

/** Customers write, the assistant and now and then a person answers, some chats are started, the connection drops. */
export const simulate = ({ policy, seed, sends, perDay, linkedAt }: Plan): Run => {
  const random = seededRandom(seed);
  const lanes = new Map<string, Lane>();
  const sent: Sent[] = [];
  let ledger: SendingLedger = openLedger({ seed, linkedAt });
  let now = linkedAt.getTime();
  let arrivesAt = now;
  let refused = 0;
  let largestLedger = 0;
  let made = 0;

  const arrive = (): void => {
    const opens = random() < 0.02;
    const chat = opens ? `new_${made}` : `chat_${Math.floor(random() * chats)}`;
    const lane = lanes.get(chat) ?? { waiting: [], booked: [], wakeAt: 0, sent: 0, nth: 0 };
    lanes.set(chat, lane);
    const lastInbound = opens ? null : { at: new Date(now), length: Math.floor(random() * 200) };
    if (!opens && random() < 0.8) ledger = noteReceived(ledger, new Date(now));
    if (random() < 0.005) ledger = noteReopened(ledger, new Date(now));
    for (let count = random() < 0.2 ? 2 : 1; count > 0; count -= 1) {
      made += 1;
      const message: PacedMessage = {
        id: MessageId(`msg_${made}`),
        chat: ConversationId(chat),
        by: random() < 0.1 ? 'person' : 'automatic',
        length: Math.floor(random() * 400),
        lastInbound,
        unanswered: 0,
        wroteBefore: lane.sent > 0,
      };
      lane.waiting.push({ message, nth: lane.nth });
      lane.nth += 1;
    }
    lane.wakeAt = now;
    arrivesAt = now + Math.ceil((random() * 2 * 86_400_000) / perDay);
  };

  const leave = (lane: Lane): void => {
    for (const each of [...lane.booked]) {
      const held = ledger.reservations.find(({ id }) => id === each.message.id);
      if (held === undefined || held.sendAt > now) continue;
      const { id, chat, by } = each.message;
      sent.push({ id, chat, nth: each.nth, by, at: now, startsChat: held.startsChat });
      ledger = settle(ledger, id, new Date(now));
      lane.booked = lane.booked.filter((other) => other !== each);
      lane.sent += 1;
    }
  };

  /** Two of a chat may have their moment at once. */
  const step = (lane: Lane): void => {
    leave(lane);
    lane.wakeAt = Number.POSITIVE_INFINITY;
    while (lane.booked.length < 2 && lane.waiting[0] !== undefined) {
      const [head] = lane.waiting;
      const decision = nextSlot({ now: new Date(now), policy, ledger, message: head.message });
      if (decision.kind === 'waiting' && decision.waitsUntil !== null) {
        lane.wakeAt = decision.waitsUntil.getTime();
        if (lane.wakeAt <= now) throw new Error(`waits for the past: ${decision.reason}`);
        break;
      }
      lane.waiting.shift();
      if (decision.kind === 'waiting') refused += 1;
      else {
        ledger = book(ledger, head.message, decision, new Date(now));
        lane.booked.push(head);
      }
    }
    const leavesAt = lane.booked.map(
      ({ message }) => ledger.reservations.find(({ id }) => id === message.id)?.sendAt ?? Number.POSITIVE_INFINITY,
    );
    lane.wakeAt = Math.min(lane.wakeAt, ...leavesAt);
  };

  while (sent.length < sends) {
    now = Math.min(arrivesAt, ...[...lanes.values()].map(({ wakeAt }) => wakeAt));
    if (arrivesAt <= now) arrive();
    for (const [chat, lane] of lanes) {
      if (lane.wakeAt <= now) step(lane);
      if (chat.startsWith('new_') && lane.waiting.length + lane.booked.length === 0) lanes.delete(chat);
    }
    if (sent.length % 100 === 0) {
      // As after a restart: what is not in the JSON is gone.
      const json = JSON.stringify(ledger);
      largestLedger = Math.max(largestLedger, json.length);
      ledger = JSON.parse(json) as SendingLedger;
    }
  }
  return { sent, refused, largestLedger };
};
