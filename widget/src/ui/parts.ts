import type { ComponentType } from 'preact';
import type { WidgetChoice } from '../contract.js';
import type { Chat } from '../core/chat.js';
import type { OutboxItem } from '../core/outbox.js';
import type { Line } from './lines.js';

export type PartProps = {
  readonly chat: Chat;
  readonly line?: Line;
  readonly choice?: WidgetChoice;
  readonly text?: string;
  readonly item?: OutboxItem;
};
type Part = ComponentType<PartProps>;

export const fetchExtras = () => import('../extras/extras.js').then(({ extras }) => extras);

type Name = 'attachment' | 'consent' | 'emoji' | 'failed' | 'form' | 'link' | 'more' | 'rating' | 'rich' | 'text';

const loaded: Partial<Record<Name, Part | 'coming'>> = {};

/** The part if it is here; asks for it and paints again when it is not. */
export const part = (chat: Chat, name: Name): Part | null => {
  const found = loaded[name];
  if (found !== undefined) return found === 'coming' ? null : found;
  loaded[name] = 'coming';
  fetchExtras()
    .then((extras) => {
      loaded[name] = extras[name];
      chat.paint();
    })
    .catch(() => {
      // The next painting asks again; not this one, or a missing file would be asked for without end.
      setTimeout(() => {
        delete loaded[name];
      }, 2_000);
      chat.say(chat.t.partFailed);
    });
  return null;
};
