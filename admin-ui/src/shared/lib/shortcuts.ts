import { useHotkeys } from '@mantine/hooks';
import { useEffect } from 'react';
import { usePreferences } from './preferences.js';
import { createStore } from './store.js';

export type ScreenShortcut = {
  /** As Mantine writes it: `alt + J`, `mod + Enter`, `/`. */
  readonly hotkey: string;
  /** As the list of shortcuts shows it. */
  readonly keys: readonly string[];
  readonly text: string;
  readonly act: () => void;
  /** Also while the person types: only for what holds Alt, Ctrl or ⌘. */
  readonly whileTyping?: boolean;
};

/** What the list behind `?` shows for the screen in sight. */
export const screenShortcuts = createStore<readonly Pick<ScreenShortcut, 'keys' | 'text'>[]>([]);

const isSingleKey = (hotkey: string): boolean => !/\b(?:alt|ctrl|mod|meta)\b/i.test(hotkey);

/** With Alt the key itself counts, not what it types: ⌥J is `∆` on a Mac, and Arabic layouts have no `j` at all. */
const itemOf = ({ hotkey, act }: ScreenShortcut): [string, () => void, { usePhysicalKeys: boolean }] => [
  hotkey,
  act,
  { usePhysicalKeys: /\balt\b/i.test(hotkey) },
];

/** A screen's shortcuts; single keys fall silent when the person has switched them off. */
export const useScreenShortcuts = (shortcuts: readonly ScreenShortcut[]): void => {
  const { shortcuts: singleKeys } = usePreferences();
  const active = shortcuts.filter(({ hotkey }) => singleKeys || !isSingleKey(hotkey));
  useHotkeys(active.filter((each) => each.whileTyping !== true).map(itemOf));
  useHotkeys(active.filter((each) => each.whileTyping === true).map(itemOf), [], true);
  const listed = JSON.stringify(shortcuts.map(({ keys, text }) => ({ keys, text })));
  useEffect(() => {
    screenShortcuts.set(JSON.parse(listed) as Pick<ScreenShortcut, 'keys' | 'text'>[]);
    return () => screenShortcuts.set([]);
  }, [listed]);
};
