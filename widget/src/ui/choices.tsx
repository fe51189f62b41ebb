import type { WidgetChoice } from '../contract.js';
import type { Chat } from '../core/chat.js';
import { part } from './parts.js';

export type ChoiceProps = { readonly chat: Chat; readonly choice: WidgetChoice };

const Choice = ({ chat, choice }: ChoiceProps) => {
  if (choice.url !== null) {
    const Link = part(chat, 'link');
    return Link === null ? null : <Link chat={chat} choice={choice} />;
  }
  return (
    <button type="button" class="chip" dir="auto" onClick={() => chat.choose(choice)}>
      {choice.label}
    </button>
  );
};

export const Choices = ({ chat, choices }: { readonly chat: Chat; readonly choices: readonly WidgetChoice[] }) => (
  <div class="chips">
    {choices.map((choice) => (
      <Choice key={choice.id} chat={chat} choice={choice} />
    ))}
  </div>
);
