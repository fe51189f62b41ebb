import type { Chat } from '../core/chat.js';
import { Icon } from './icons.js';

/** Always there while the assistant answers; afterwards the header says who does. */
export const PersonButton = ({ chat }: { readonly chat: Chat }) =>
  chat.state?.mode === 'waiting' || chat.state?.mode === 'human' ? null : (
    <button type="button" class="person" onClick={() => chat.callPerson()}>
      <Icon name="person" />
      {chat.t.human}
    </button>
  );
