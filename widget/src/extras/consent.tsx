import type { Chat } from '../core/chat.js';
import { consentKey } from '../core/session-keeper.js';
import { PersonButton } from '../ui/person-button.js';
import { styled } from './extras-style.js';
import { wordsOf } from './words.js';

const agree = (chat: Chat): void => {
  chat.store.set(consentKey, true);
  chat.share();
};

/** The notice first, where the business asks for it: nothing is sent or kept before. */
export const Consent = ({ chat }: { readonly chat: Chat }) => {
  const { notice_url = null } = chat.config?.privacy ?? {};
  return (
    <div class="consent" ref={styled}>
      <p>
        {chat.t.consent}{' '}
        {notice_url !== null && (
          <a href={notice_url} target="_blank" rel="noopener noreferrer">
            {chat.t.privacy}
          </a>
        )}
      </p>
      <button type="button" class="wide" onClick={() => agree(chat)}>
        {wordsOf(chat).agree}
      </button>
      <PersonButton chat={chat} />
    </div>
  );
};
