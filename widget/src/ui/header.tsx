import { type Chat, fill } from '../core/chat.js';
import { Icon } from './icons.js';
import { part } from './parts.js';

type Props = { readonly chat: Chat; readonly onClose: (() => void) | null };

/** Who answers, as it is right now. */
const modeOf = ({ t, state }: Chat): string => {
  if (state?.mode === 'human') return state.agent === null ? t.withSomebody : fill(t.with, state.agent);
  return state?.mode === 'waiting' ? t.called : t.ai;
};

const Logo = ({ chat }: { readonly chat: Chat }) => {
  const { logo_url = null, name = '' } = chat.config?.company ?? {};
  return (
    <span class="logo" aria-hidden="true">
      {logo_url === null ? [...name][0] : <img src={logo_url} alt="" />}
    </span>
  );
};

const MoreButton = ({ chat }: { readonly chat: Chat }) => {
  const isOpen = chat.view.panel === 'more';
  const More = isOpen ? part(chat, 'more') : null;
  return (
    <div class="anchor">
      <button
        type="button"
        class="icon"
        aria-label={chat.t.more}
        aria-expanded={isOpen}
        onClick={() => chat.set({ panel: isOpen ? '' : 'more' })}
      >
        <Icon name="more" />
      </button>
      {More !== null && <More chat={chat} />}
    </div>
  );
};

export const Header = ({ chat, onClose }: Props) => (
  <header>
    <Logo chat={chat} />
    <div class="title">
      <h2 dir="auto">{chat.config?.title}</h2>
      <p class={chat.state?.mode ?? 'assistant'}>{modeOf(chat)}</p>
    </div>
    {chat.config?.enabled === true && <MoreButton chat={chat} />}
    {onClose !== null && (
      <button type="button" class="icon" aria-label={chat.t.close} onClick={onClose}>
        <Icon name="down" />
      </button>
    )}
  </header>
);
