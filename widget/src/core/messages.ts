import type { WidgetMessage } from '../contract.js';

/** How much of a conversation a browser keeps. */
export const kept = 100;

/** The server's numbers order a conversation, never a clock; a message that comes twice counts once, its later version. */
export const merge = (
  known: readonly WidgetMessage[],
  incoming: readonly WidgetMessage[],
): readonly WidgetMessage[] => {
  const bySeq = new Map([...known, ...incoming].map((message) => [message.seq, message]));
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq).slice(-kept);
};

export const lastSeq = (messages: readonly WidgetMessage[]): number => messages.at(-1)?.seq ?? 0;

export const unread = (messages: readonly WidgetMessage[], readSeq: number): number =>
  messages.filter(({ from, seq }) => from !== 'visitor' && seq > readSeq).length;
