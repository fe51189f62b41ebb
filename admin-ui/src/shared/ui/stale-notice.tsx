import { Button, Group, Text } from '@mantine/core';
import { useText } from '../i18n/dictionary.js';
import { uiWords } from '../i18n/ui.js';
import { Notice } from './notice.js';

type Props = { readonly onSaveOver: () => void; readonly onReadTheirs: () => void };

/** A colleague saved the same thing: the person chooses, nothing is lost without a word. */
export const StaleNotice = ({ onSaveOver, onReadTheirs }: Props) => {
  const t = useText(uiWords);
  return (
    <Notice title={t.staleTitle} isUrgent>
      <Text size="sm" mb="xs">
        {t.staleText}
      </Text>
      <Group gap="xs">
        <Button size="xs" variant="default" onClick={onSaveOver}>
          {t.saveOver}
        </Button>
        <Button size="xs" variant="default" onClick={onReadTheirs}>
          {t.readTheirs}
        </Button>
      </Group>
    </Notice>
  );
};
