import { Button, Code, Group, Modal, Stack, Text } from '@mantine/core';
import type { IssuedApiKey } from '../../shared/api/types.js';
import { apiKeyWords } from '../../shared/i18n/api-keys.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { CopyButton } from '../../shared/ui/copy-button.js';

type Props = { readonly issued: IssuedApiKey | null; readonly onClose: () => void };

/** The one time a key is seen: closes by its button only, so that no stray click loses it. */
export const IssuedKeyDialog = ({ issued, onClose }: Props) => {
  const t = useText(apiKeyWords);
  return (
    <Modal
      opened={issued !== null}
      onClose={onClose}
      title={t.issuedTitle}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <Stack>
        <Text>{t.issuedText}</Text>
        <Code block dir="ltr" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
          {issued?.key}
        </Code>
        <Group justify="space-between">
          <CopyButton value={issued?.key ?? ''} />
          <Button onClick={onClose}>{t.done}</Button>
        </Group>
      </Stack>
    </Modal>
  );
};
