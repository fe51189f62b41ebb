import type { Slot } from '#domain/channel/sending/next-slot';
import { type PacedMessage, startsChat } from '#domain/channel/sending/paced-message';
import { isOpen, mostReservations, type Reservation, type SendingLedger } from '#domain/channel/sending/sending-ledger';
import { counted, dayWindow, hourWindow, minuteWindow } from '#domain/channel/sending/sliding-count';
import type { ConversationId, MessageId } from '#domain/shared/ids';

/** Chats whose last message is remembered: a gap within a chat is shorter than so many gaps of the number. */
const mostChats = 24;

type Counts = Pick<SendingLedger, 'minute' | 'hour' | 'day' | 'newContacts'>;

const counting = (ledger: SendingLedger, at: number, now: number, startsIt: boolean, by: 1 | -1 = 1): Counts => ({
  minute: counted(ledger.minute, minuteWindow, at, now, by),
  hour: counted(ledger.hour, hourWindow, at, now, by),
  day: counted(ledger.day, dayWindow, at, now, by),
  newContacts: startsIt ? counted(ledger.newContacts, dayWindow, at, now, by) : ledger.newContacts,
});

const wroteIn = (ledger: SendingLedger, chat: ConversationId, at: number): SendingLedger['chats'] =>
  [...ledger.chats.filter((each) => each.chat !== chat), { chat, at }].slice(-mostChats);

/** What has left, for the rules of gaps. */
const sentAt = (
  ledger: SendingLedger,
  chat: ConversationId,
  at: number,
): Pick<SendingLedger, 'lastSentAt' | 'chats'> => ({
  lastSentAt: Math.max(ledger.lastSentAt ?? at, at),
  chats: wroteIn(ledger, chat, at),
});

const closed = (ledger: SendingLedger, { chat, sendAt }: Reservation): SendingLedger => ({
  ...ledger,
  ...sentAt(ledger, chat, sendAt),
});

/** Nobody said whether they left; they count as if they had, and make room. */
const withoutMissed = (ledger: SendingLedger, now: number): SendingLedger => {
  const passed = ledger.reservations.filter(({ sendAt }) => sendAt <= now);
  const surplus = passed.slice(0, Math.max(0, ledger.reservations.length + 1 - mostReservations));
  const gone = new Set(passed.filter((each) => !isOpen(each, now) || surplus.includes(each)));
  if (gone.size === 0) return ledger;
  const rest = { ...ledger, reservations: ledger.reservations.filter((each) => !gone.has(each)) };
  return [...gone].reduce(closed, rest);
};

/** The ledger in which the message has this moment. The same message again changes nothing. */
export const book = (ledger: SendingLedger, message: PacedMessage, slot: Slot, bookedAt: Date): SendingLedger => {
  const now = bookedAt.getTime();
  const rest = withoutMissed(ledger, now);
  if (rest.reservations.some(({ id }) => id === message.id)) return rest;
  const sendAt = slot.sendAt.getTime();
  const reservation: Reservation = {
    id: message.id,
    chat: message.chat,
    by: message.by,
    readAt: slot.readAt.getTime(),
    typingFrom: slot.typingFrom.getTime(),
    sendAt,
    reason: slot.reason,
    startsChat: startsChat(rest, message),
  };
  const place = rest.reservations.findIndex((each) => each.sendAt > sendAt);
  return {
    ...rest,
    ...counting(rest, sendAt, now, reservation.startsChat),
    reservations: rest.reservations.toSpliced(place === -1 ? rest.reservations.length : place, 0, reservation),
  };
};

/** It left, then. One that was late counts from when it left. Unknown messages change nothing. */
export const settle = (ledger: SendingLedger, id: MessageId, leftAt: Date): SendingLedger => {
  const found = ledger.reservations.find((each) => each.id === id);
  if (found === undefined) return ledger;
  const at = Math.max(found.sendAt, leftAt.getTime());
  const without = { ...ledger, ...counting(ledger, found.sendAt, found.sendAt, found.startsChat, -1) };
  return {
    ...without,
    ...counting(without, at, found.sendAt, found.startsChat),
    ...sentAt(ledger, found.chat, at),
    reservations: ledger.reservations.filter((each) => each !== found),
  };
};

/** It will not leave (cancelled, a person took over): its place is free again. */
export const release = (ledger: SendingLedger, id: MessageId): SendingLedger => {
  const found = ledger.reservations.find((each) => each.id === id);
  if (found === undefined) return ledger;
  return {
    ...ledger,
    ...counting(ledger, found.sendAt, found.sendAt, found.startsChat, -1),
    reservations: ledger.reservations.filter((each) => each !== found),
  };
};

/** Something left without asking us: the owner wrote from the phone. It counts like the rest. */
export const noteSent = (ledger: SendingLedger, chat: ConversationId, at: Date): SendingLedger => ({
  ...ledger,
  ...counting(ledger, at.getTime(), at.getTime(), false),
  ...sentAt(ledger, chat, at.getTime()),
});
