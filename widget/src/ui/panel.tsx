import { type Chat, fill } from '../core/chat.js';
import { Composer } from './composer.js';
import { Header } from './header.js';
import { Messages } from './messages.js';
import { momentOf } from './moments.js';
import { part } from './parts.js';
import { PersonButton } from './person-button.js';

export type PanelProps = {
  readonly chat: Chat;
  readonly onClose: (() => void) | null;
  readonly isModal: boolean;
};

/** The one thing worth saying about the connection or the hours; nothing when all is well. */
const noticeOf = ({ t, view, state, config, api, locale }: Chat): string => {
  if (config === null) return t.unreachable;
  if (!view.isReached) return t.offline;
  if (view.sentence !== '') return view.sentence;
  if (state !== null && state.status !== 'active') return t.ended;
  if (state?.open ?? config.open) return '';
  const until = config.opens_at;
  return until === null ? t.noHours : fill(t.hours, momentOf(until, api.now, locale));
};

const typingOf = ({ t, state }: Chat): string => {
  if (state?.typing == null) return '';
  return fill(t.typing, state.typing === 'human' ? (state.agent ?? t.person) : t.assistant);
};

const Extras = ({ chat }: { readonly chat: Chat }) => {
  const formId = chat.view.formId ?? (chat.isConsentDue ? null : chat.preChatForm);
  const Form = formId === null ? null : part(chat, 'form');
  const Rating = chat.isRatingDue ? part(chat, 'rating') : null;
  return (
    <>
      {Form !== null && <Form key={formId} chat={chat} />}
      {Rating !== null && <Rating chat={chat} />}
    </>
  );
};

const Typing = ({ sentence }: { readonly sentence: string }) => (
  <div role="status" class={sentence && 'typing'}>
    <span class="sr">{sentence}</span>
  </div>
);

const Foot = ({ chat }: { readonly chat: Chat }) => {
  const { config } = chat;
  if (config === null)
    return (
      <button type="button" class="wide" onClick={() => void chat.configure()}>
        {chat.t.retry}
      </button>
    );
  if (!config.enabled) return <p class="notice">{config.notice}</p>;
  if (chat.isConsentDue) {
    const Consent = part(chat, 'consent');
    return Consent === null ? null : <Consent chat={chat} />;
  }
  const url = chat.messages.length === 0 ? config.privacy.notice_url : null;
  return (
    <>
      {chat.preChatForm === null ? <Composer chat={chat} /> : <PersonButton chat={chat} />}
      {url !== null && (
        <a class="privacy" href={url} target="_blank" rel="noopener noreferrer">
          {chat.t.privacy}
        </a>
      )}
    </>
  );
};

export const Panel = ({ chat, onClose, isModal }: PanelProps) => (
  <div
    class="panel"
    id="panel"
    role="dialog"
    aria-modal={isModal}
    aria-label={chat.config?.title ?? chat.t.open}
    hidden={!chat.view.isOpen}
    tabIndex={-1}
  >
    <Header chat={chat} onClose={onClose} />
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
    <div class="log" role="log" aria-label={chat.t.messages} aria-relevant="additions" tabIndex={0}>
      {chat.config?.enabled === true && <Messages chat={chat} />}
      <Extras chat={chat} />
      <Typing sentence={typingOf(chat)} />
    </div>
    <p class="notice" role="status">
      {noticeOf(chat)}
    </p>
    <Foot chat={chat} />
  </div>
);
