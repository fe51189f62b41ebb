import { Group, Kbd, Modal, Stack, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { useText } from '../../shared/i18n/dictionary.js';
import { shellWords } from '../../shared/i18n/shell.js';
import { uiWords } from '../../shared/i18n/ui.js';
import { usePreferences } from '../../shared/lib/preferences.js';
import { screenShortcuts } from '../../shared/lib/shortcuts.js';
import { createStore, useStore } from '../../shared/lib/store.js';

export const helpOpened = createStore(false);

const sequenceMs = 1_200;
const targets: Readonly<Record<string, string>> = { h: '/', i: '/inbox', o: '/orders' };

/** `g` and then a letter goes to a screen. */
const useGoKeys = (isOn: boolean): void => {
  const navigate = useNavigate();
  const startedAtMs = useRef(0);
  const go = (letter: string) => (): void => {
    const to = targets[letter];
    if (to !== undefined && Date.now() - startedAtMs.current < sequenceMs) void navigate({ to });
  };
  const start = (): void => {
    startedAtMs.current = Date.now();
  };
  useHotkeys(
    isOn
      ? [
          ['g', start],
          ['h', go('h')],
          ['i', go('i')],
          ['o', go('o')],
        ]
      : [],
  );
};

const Line = ({ keys, text }: { readonly keys: readonly string[]; readonly text: string }) => (
  <Group justify="space-between" wrap="nowrap">
    <Text size="sm">{text}</Text>
    <Group gap={4} wrap="nowrap" dir="ltr">
      {keys.map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
    </Group>
  </Group>
);

/** `?` shows every shortcut: the panel's and those of the screen in sight. */
export const ShortcutsHelp = () => {
  const t = useText(shellWords).keys;
  const close = useText(uiWords).close;
  const isOpen = useStore(helpOpened);
  const { shortcuts } = usePreferences();
  const own = useStore(screenShortcuts);
  useHotkeys(shortcuts ? [['shift + ?', () => helpOpened.set(true)]] : []);
  useGoKeys(shortcuts);
  return (
    <Modal
      opened={isOpen}
      onClose={() => helpOpened.set(false)}
      title={t.title}
      closeButtonProps={{ 'aria-label': close }}
    >
      <Stack gap="sm">
        <Line keys={['Ctrl / ⌘', 'K']} text={t.palette} />
        <Line keys={['?']} text={t.help} />
        <Line keys={['g', 'h']} text={t.goHome} />
        <Line keys={['g', 'i']} text={t.goInbox} />
        <Line keys={['g', 'o']} text={t.goOrders} />
        <Line keys={['Esc']} text={t.escape} />
        {own.map(({ keys, text }) => (
          <Line key={keys.join('+')} keys={keys} text={text} />
        ))}
        {!shortcuts && (
          <Text size="sm" c="dimmed">
            {t.off}
          </Text>
        )}
      </Stack>
    </Modal>
  );
};
