import type { Chat } from '../core/chat.js';
import type { OutboxItem } from '../core/outbox.js';
import type { PartProps } from '../ui/parts.js';
import { wordsOf } from './words.js';

/** Back into the composer, before what is there already. */
const takeBack = (chat: Chat, { key, body }: OutboxItem): void => {
  chat.outbox.drop(key);
  const text = body.message ?? body.choice?.label ?? '';
  chat.keepDraft([text, chat.draft].filter(Boolean).join('\n'));
};

/** What the visitor can do about a message that did not go out. */
export const Failed = ({ chat, item }: PartProps) =>
  item === undefined ? null : (
    <>
      <button type="button" onClick={() => chat.outbox.retry(item.key)}>
        {wordsOf(chat).retry}
      </button>
      <button type="button" onClick={() => takeBack(chat, item)}>
        {wordsOf(chat).edit}
      </button>
    </>
  );
