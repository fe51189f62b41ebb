import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { useLanguage } from '../../../shared/i18n/dictionary.js';
import { localized } from '../../../shared/i18n/format.js';
import { cannedQuery } from '../data/queries.js';
import type { CannedReply, Details } from '../data/types.js';
import { filled, matching, slashWord } from '../model/canned.js';

type Input = {
  readonly details: Details;
  readonly text: string;
  readonly caret: number;
  readonly isOn: boolean;
  /** Puts `words` in the place of the text between two positions. */
  readonly onInsert: (words: string, from: number, to: number) => void;
};

/** The list behind `/`: it follows what is typed, and the arrow keys choose. */
export const useCanned = ({ details, text, caret, isOn, onInsert }: Input) => {
  const language = useLanguage();
  const slash = isOn ? slashWord(text, caret) : null;
  const [dismissed, setDismissed] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  const isOpen = slash !== null && dismissed !== slash.from;
  const { data } = useQuery({ ...cannedQuery, enabled: isOpen });
  const replies = isOpen ? matching(data?.items ?? [], slash.word) : [];
  const at = Math.min(active, Math.max(0, replies.length - 1));

  const chosen = replies[at];
  const pick = (reply: CannedReply): void => {
    // Customers are answered in their language, where it is known.
    const words = localized(reply.text, details.customer.language ?? language);
    if (slash !== null) onInsert(filled(words, details.customer.name), slash.from, caret);
    setActive(0);
  };

  const keys = new Map<string, (() => void) | undefined>([
    ['Escape', () => setDismissed(slash?.from ?? null)],
    ['ArrowDown', replies.length === 0 ? undefined : () => setActive((at + 1) % replies.length)],
    ['ArrowUp', replies.length === 0 ? undefined : () => setActive((at - 1 + replies.length) % replies.length)],
    ['Enter', chosen && (() => pick(chosen))],
    ['Tab', chosen && (() => pick(chosen))],
  ]);
  /** True when the key was meant for the list. Ctrl or ⌘ with Enter sends, also while the list is open. */
  const onKey = (event: KeyboardEvent): boolean => {
    const act = isOpen && !event.ctrlKey && !event.metaKey ? keys.get(event.key) : undefined;
    if (act === undefined) return false;
    act();
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return { isOpen, word: slash?.word ?? '', replies, at, isLoaded: data !== undefined, pick, onKey };
};
