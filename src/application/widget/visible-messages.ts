import type { Message } from '#domain/conversation/message';
import { hasLeft } from '#domain/conversation/message-status';

const isHeld = ({ direction, status }: Message): boolean =>
  direction === 'out' && (status === 'queued' || status === 'sending');

/** The number from which on nothing of ours is to be seen yet; `null`: nothing waits. */
const firstHeld = (messages: readonly Message[]): number | null => messages.find(isHeld)?.seq ?? null;

/**
 * What a visitor may see of a conversation: their own words, and what has left us; never what is held, withdrawn or stands
 * behind something held.
 */
export const visibleAmong = (messages: readonly Message[]): readonly Message[] => {
  const held = firstHeld(messages);
  return messages.filter(
    ({ direction, status, seq }) => direction === 'in' || (hasLeft(status) && (held === null || seq < held)),
  );
};

/** The number up to which nothing new can turn up any more. */
export const settledUpTo = (messages: readonly Message[], before: number): number => {
  const held = firstHeld(messages);
  return held === null ? (messages.at(-1)?.seq ?? before) : held - 1;
};

/** How far below a visitor's last number is looked for what was released late. */
export const overlap = 20;

/**
 * Is it news for somebody who knows everything up to `known`? Also a message below it that was held while later ones were
 * already there, and that nobody has read.
 * @param messages with those around it.
 */
export const isNewsAfter = (known: number, message: Message, messages: readonly Message[]): boolean =>
  message.seq > known ||
  (message.direction === 'out' &&
    message.status === 'sent' &&
    messages.some(({ seq, createdAt }) => seq > message.seq && seq <= known && createdAt < message.statusAt));
