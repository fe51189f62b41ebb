import type { Chat } from '../core/chat.js';
import { styled } from './extras-style.js';
import { wordsOf } from './words.js';

const emojis = [
  ...'😀😄😁😅😂🙂😉😊😍🥰😘😎🤩🤔😐😴😢😭😡😱🤗🙄😇🤒',
  ...'👍👎👌👋🙏👏💪🤝✌🤞👀💯🎉🎁🎂🌹🌸🌙⭐🔥✨💡💬📞📷📍📅⏰🛒💳💰🏠🚗🧾✅❌❓❗💚🤍',
];

const place = (button: HTMLElement): HTMLTextAreaElement | null | undefined =>
  button.closest('form')?.querySelector('textarea');

/** Where the caret stands. */
const insert = (chat: Chat, button: HTMLElement, emoji: string): void => {
  const input = place(button);
  if (!input) return;
  input.setRangeText(emoji, input.selectionStart, input.selectionEnd, 'end');
  chat.keepDraft(input.value);
};

/** One stop for Tab; the arrows walk in it. */
const walk = (event: KeyboardEvent): void => {
  const grid = event.currentTarget as HTMLElement;
  const buttons = [...grid.querySelectorAll('button')];
  const at = buttons.indexOf(event.target as HTMLButtonElement);
  const columns = getComputedStyle(grid).gridTemplateColumns.split(' ').length;
  const forward = getComputedStyle(grid).direction === 'rtl' ? -1 : 1;
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: forward,
    ArrowLeft: -forward,
    ArrowDown: columns,
    ArrowUp: -columns,
  };
  const next = buttons[at + (steps[event.key] ?? 0)];
  if (steps[event.key] === undefined || next === undefined) return;
  event.preventDefault();
  buttons[at]?.setAttribute('tabindex', '-1');
  next.setAttribute('tabindex', '0');
  next.focus();
};

export const EmojiGrid = ({ chat }: { readonly chat: Chat }) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot scroll in every browser
  <div class="emojis" role="group" aria-label={wordsOf(chat).emoji} ref={styled} onKeyDown={walk}>
    {emojis.map((emoji, n) => (
      <button
        key={emoji}
        type="button"
        tabIndex={n === 0 ? 0 : -1}
        onClick={({ currentTarget }) => insert(chat, currentTarget, emoji)}
      >
        {emoji}
      </button>
    ))}
  </div>
);
