import type { Chat } from '../core/chat.js';
import type { OutboxItem } from '../core/outbox.js';
import { Choices } from './choices.js';
import { type Line, linesOf } from './lines.js';
import { dayOf, timeOf } from './moments.js';
import { part } from './parts.js';

type ChatProps = { readonly chat: Chat };
type LineProps = ChatProps & { readonly line: Line };

/** As it was written, never read as markup. */
const Bubble = ({ chat, text }: ChatProps & { readonly text: string }) => {
  const Linked = text.includes('://') ? part(chat, 'text') : null;
  return (
    <p class="b" dir="auto">
      {Linked === null ? text : <Linked chat={chat} text={text} />}
    </p>
  );
};

const statusOf = ({ state, sentence }: OutboxItem, { t, view }: Chat): string => {
  if (state === 'refused') return sentence;
  if (state === 'stopped') return t.failed;
  if (state === 'sent') return t.sent;
  return state === 'sending' && view.isReached ? t.sending : t.waiting;
};

const hasFailed = (item: OutboxItem | null): boolean => item?.state === 'stopped' || item?.state === 'refused';

const Status = ({ chat, item }: ChatProps & { readonly item: OutboxItem }) => {
  const Failed = hasFailed(item) ? part(chat, 'failed') : null;
  return (
    <div class="status" aria-live="off">
      {statusOf(item, chat)}
      {Failed !== null && <Failed chat={chat} item={item} />}
    </div>
  );
};

const Meta = ({ chat, line: { item, at, from } }: LineProps) => {
  if (item !== null) return <Status chat={chat} item={item} />;
  if (at === null || from === 'system') return null;
  return (
    <div class="status" aria-live="off">
      <time dateTime={at}>{timeOf(at, chat.locale)}</time>
      {from === 'visitor' && ` · ${chat.t.sent}`}
    </div>
  );
};

const Message = ({ chat, line, before, isLast }: LineProps & { readonly before?: Line; readonly isLast: boolean }) => {
  const { from, author, item } = line;
  const isFirst = before === undefined || before.from !== from || before.author !== author;
  const Rich = line.file !== null || line.cards.length > 0 ? part(chat, 'rich') : null;
  return (
    <div class={`m ${from}${isFirst ? ' first' : ''}${hasFailed(item) ? ' failed' : ''}`}>
      {author !== null && isFirst && (
        <b class="who" dir="auto">
          {author}
        </b>
      )}
      {line.text !== '' && <Bubble chat={chat} text={line.text} />}
      {Rich !== null && <Rich chat={chat} line={line} />}
      {(isLast || hasFailed(item)) && <Meta chat={chat} line={line} />}
    </div>
  );
};

const Said = ({ chat, text }: ChatProps & { readonly text: string }) =>
  text === '' ? null : (
    <div class="m assistant first">
      <Bubble chat={chat} text={text} />
    </div>
  );

const Welcome = ({ chat, isFresh }: ChatProps & { readonly isFresh: boolean }) => {
  const { welcome = '', menu = null } = chat.config ?? {};
  const isMenuShown = isFresh && menu !== null && !chat.isConsentDue && chat.preChatForm === null;
  return (
    <>
      <Said chat={chat} text={welcome} />
      {isMenuShown && <Said chat={chat} text={menu.text} />}
      {isMenuShown && <Choices chat={chat} choices={menu.choices} />}
    </>
  );
};

/** One element for each message for as long as it is shown, so that a screen reader hears it once. */
export const Messages = ({ chat }: ChatProps) => {
  const lines = linesOf(chat);
  const day = (line?: Line): string => (line?.at == null ? '' : dayOf(line.at, chat.api.now, chat.locale));
  const last = chat.messages.at(-1);
  const hasChoices = chat.pending.length === 0 && chat.state?.status === 'active';
  return (
    <>
      <Welcome chat={chat} isFresh={lines.length === 0} />
      {lines.flatMap((line, n) => [
        line.at !== null && day(lines[n - 1]) !== day(line) && (
          <div class="day" key={`day-${line.key}`}>
            {day(line)}
          </div>
        ),
        <Message
          key={line.key}
          chat={chat}
          line={line}
          {...(n > 0 && { before: lines[n - 1] })}
          isLast={lines[n + 1]?.from !== line.from}
        />,
      ])}
      {hasChoices && <Choices chat={chat} choices={last?.choices ?? []} />}
    </>
  );
};
