import type { Chat } from '../core/chat.js';
import { Icon } from './icons.js';
import { part } from './parts.js';
import { PersonButton } from './person-button.js';

type Props = { readonly chat: Chat };

/** Enter sends; not the Enter that picks a word in an input method, and not Shift+Enter. */
const onKeyDown = (chat: Chat, event: KeyboardEvent): void => {
  const isPicking = event.isComposing || event.keyCode === 229;
  if (event.key !== 'Enter' || event.shiftKey || isPicking) return;
  event.preventDefault();
  chat.sendDraft();
};

const offer = (chat: Chat, data: DataTransfer | null, event: Event): void => {
  const file = data?.files[0];
  if (file === undefined || chat.config?.features.attachments !== true) return;
  event.preventDefault();
  chat.set({ file });
};

const Input = ({ chat }: Props) => (
  <textarea
    rows={1}
    dir="auto"
    aria-label={chat.t.write}
    placeholder={chat.t.write}
    value={chat.draft}
    onInput={({ currentTarget }) => chat.keepDraft(currentTarget.value)}
    onKeyDown={(event) => onKeyDown(chat, event)}
    onPaste={(event) => offer(chat, event.clipboardData, event)}
  />
);

const AttachButton = ({ chat }: Props) => (
  <label class="icon attach">
    <Icon name="attach" />
    <input
      type="file"
      class="sr"
      aria-label={chat.t.attach}
      accept="image/png,image/jpeg,image/gif,image/webp,application/pdf"
      onChange={({ currentTarget }) => {
        chat.set({ file: currentTarget.files?.[0] ?? null });
        currentTarget.value = '';
      }}
    />
  </label>
);

const EmojiButton = ({ chat }: Props) => {
  const isOpen = chat.view.panel === 'emoji';
  return (
    <button
      type="button"
      class="icon"
      aria-label={chat.t.emoji}
      aria-expanded={isOpen}
      onClick={() => chat.set({ panel: isOpen ? '' : 'emoji' })}
    >
      <Icon name="emoji" />
    </button>
  );
};

export const Composer = ({ chat }: Props) => {
  const { features } = chat.config ?? {};
  const Emoji = chat.view.panel === 'emoji' ? part(chat, 'emoji') : null;
  const Attachment = chat.view.file === null ? null : part(chat, 'attachment');
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        chat.sendDraft();
      }}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => offer(chat, event.dataTransfer, event)}
    >
      {Emoji !== null && <Emoji chat={chat} />}
      {Attachment === null ? <Input chat={chat} /> : <Attachment chat={chat} />}
      <div class="tools">
        {features?.emoji === true && <EmojiButton chat={chat} />}
        {features?.attachments === true && <AttachButton chat={chat} />}
        <span class="gap" />
        <PersonButton chat={chat} />
        {Attachment === null && (
          <button type="submit" class="icon send" aria-label={chat.t.send} disabled={chat.draft.trim() === ''}>
            <Icon name="send" />
          </button>
        )}
      </div>
    </form>
  );
};
