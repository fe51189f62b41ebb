import { useNavigate } from '@tanstack/react-router';
import { useMay } from '../../shared/api/me.js';
import type { Conversation } from '../../shared/api/types.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { inboxWords } from '../../shared/i18n/inbox.js';
import { type ScreenShortcut, useScreenShortcuts } from '../../shared/lib/shortcuts.js';
import { toastDone } from '../../shared/ui/toast.js';
import { composerId } from './composer/writing.js';
import { useActs } from './data/use-acts.js';
import { useOwner, useOwnId } from './data/use-own-id.js';
import { changeDraft } from './model/drafts.js';

const focusComposer = (): void => {
  // The field of the mode that was just chosen is drawn first.
  requestAnimationFrame(() => document.getElementById(composerId)?.focus());
};

/** With Alt it types nothing, so it also works while one writes. */
const alt = (key: string, text: string, act: () => void): ScreenShortcut => ({
  hotkey: `alt + ${key}`,
  keys: ['Alt', key],
  text,
  act,
  whileTyping: true,
});

type Input = {
  readonly conversation: Conversation | null;
  readonly onStep: (by: 1 | -1) => void;
  readonly onResolve: (goesOn: boolean) => void;
};

/** The keys of the inbox: one hand on them answers a day's mail. */
export const useInboxKeys = ({ conversation, onStep, onResolve }: Input): void => {
  const t = useText(inboxWords);
  const me = useOwnId();
  const navigate = useNavigate();
  const id = conversation?.id ?? '';
  const owner = useOwner(id);
  const { assign, takeOver, handBack } = useActs(id);
  const mayReply = useMay('conversations.reply');
  const isOpen = conversation?.status === 'open';
  const write = (mode: 'reply' | 'note') => (): void => {
    changeDraft(owner, { mode });
    focusComposer();
  };
  const switchHolder = (): void => {
    if (conversation?.mode === 'human' && conversation.holder === me) handBack.mutate(undefined);
    else takeOver.mutate({ force: false });
  };
  const back = (): void => {
    // An open menu or dialog is what Escape is for first.
    if (document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]') !== null) return;
    void navigate({ to: '/inbox', search: (before: object) => ({ ...before, at: undefined }) });
  };
  const assignMe = (): void => assign.mutate(me, { onSuccess: () => toastDone(t.assignedToMe) });
  const walking = [alt('J', t.keys.next, () => onStep(1)), alt('K', t.keys.previous, () => onStep(-1))];
  const acting = [
    alt('L', t.keys.reply, write('reply')),
    alt('P', t.keys.note, write('note')),
    alt('A', t.keys.assignMe, assignMe),
  ];
  const closing = [
    alt('T', t.keys.takeOver, switchHolder),
    alt('E', t.keys.resolve, () => onResolve(false)),
    { ...alt('E', t.keys.resolveNext, () => onResolve(true)), hotkey: 'mod + alt + E', keys: ['Ctrl/⌘', 'Alt', 'E'] },
  ];
  useScreenShortcuts([
    ...walking,
    ...(conversation !== null && mayReply ? acting : []),
    ...(isOpen && mayReply ? closing : []),
    ...(conversation === null ? [] : [{ hotkey: 'Escape', keys: ['Esc'], text: t.keys.back, act: back }]),
  ]);
};
