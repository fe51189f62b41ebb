import type { Language } from '../contract.js';
import type { Chat } from '../core/chat.js';
import { chime } from './chime.js';
import { styled } from './extras-style.js';
import { wordsOf } from './words.js';

type Props = { readonly chat: Chat };

const speak = async (chat: Chat, language: Language): Promise<void> => {
  chat.store.set('l', language);
  chat.set({ panel: '' });
  await chat.configure();
};

const endChat = async (chat: Chat): Promise<void> => {
  chat.set({ panel: '' });
  if (!(await chat.putStatus({ status: 'closed' }))) return chat.say(chat.t.actionFailed);
  await chat.sessions.pull().catch(() => undefined);
  if (chat.sessions.isActive) chat.sessions.forget();
};

const LanguageButton = ({ chat }: Props) => {
  const { config } = chat;
  const other = config?.languages.find((each) => each !== config.language);
  return other === undefined ? null : (
    <button type="button" lang={other} onClick={() => void speak(chat, other)}>
      {wordsOf(chat).otherLanguage}
    </button>
  );
};

const SoundButton = ({ chat }: Props) => {
  const isOn = chat.store.get<boolean>('n') === true;
  const turn = (): void => {
    chat.store.set('n', !isOn);
    chat.chime = isOn ? () => undefined : chime;
    chat.chime();
    chat.paint();
  };
  return (
    <button type="button" aria-pressed={isOn} onClick={turn}>
      {wordsOf(chat).sound}
    </button>
  );
};

export const MoreMenu = ({ chat }: Props) => (
  <div class="more" ref={styled}>
    <LanguageButton chat={chat} />
    {chat.config?.features.sound === true && <SoundButton chat={chat} />}
    {chat.sessions.isActive && (
      <button type="button" onClick={() => void endChat(chat)}>
        {wordsOf(chat).endChat}
      </button>
    )}
  </div>
);
