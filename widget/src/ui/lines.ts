import type { WidgetCard, WidgetFile, WidgetMessage } from '../contract.js';
import type { Chat } from '../core/chat.js';
import type { OutboxItem } from '../core/outbox.js';

/** One bubble: a message of the server, or one that is on its way there. The key stays when the one becomes the other. */
export type Line = {
  readonly key: string;
  readonly from: WidgetMessage['from'];
  readonly author: string | null;
  readonly text: string;
  readonly file: WidgetFile | null;
  readonly cards: readonly WidgetCard[];
  readonly at: string | null;
  readonly item: OutboxItem | null;
};

const lineOfMessage = (message: WidgetMessage, chat: Chat): Line => ({
  key: message.client_key ?? message.id,
  from: message.from,
  author: message.from === 'human' ? (message.author ?? chat.t.person) : null,
  text: message.text,
  file: message.file,
  cards: message.cards,
  at: message.created_at,
  item: null,
});

const lineOfItem = (item: OutboxItem): Line => ({
  key: item.key,
  from: 'visitor',
  author: null,
  text: item.body.message ?? item.body.choice?.label ?? '',
  file: item.file,
  cards: [],
  at: null,
  item,
});

export const linesOf = (chat: Chat): readonly Line[] => [
  ...chat.messages.map((message) => lineOfMessage(message, chat)),
  ...chat.pending.map(lineOfItem),
];
