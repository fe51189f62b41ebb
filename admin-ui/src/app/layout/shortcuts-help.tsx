import { Group, Kbd, Modal, Stack, Text } from '@mantine/core';
import { useText } from '../../shared/i18n/dictionary.js';
import { shellWords } from '../../shared/i18n/shell.js';
import { uiWords } from '../../shared/i18n/ui.js';
import { usePreferences } from '../../shared/lib/preferences.js';
import { screenShortcuts } from '../../shared/lib/shortcuts.js';
import { useStore } from '../../shared/lib/store.js';
import { helpOpened } from './opened.js';

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
