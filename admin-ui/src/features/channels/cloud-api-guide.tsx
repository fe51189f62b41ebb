import { Code, Group, List, Stack, Text } from '@mantine/core';
import { channelsWords } from '../../shared/i18n/channels.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { CopyButton } from '../../shared/ui/copy-button.js';
import classes from './channels.module.css';

/** What has to be done on Meta's side, with the address to copy. */
export const CloudApiGuide = () => {
  const t = useText(channelsWords).guide;
  const address = `${window.location.origin}/webhooks/whatsapp/cloud`;
  return (
    <Stack gap="sm" mt="xs">
      <List type="ordered" size="sm" spacing="xs">
        {t.steps.map((step) => (
          <List.Item key={step}>{step}</List.Item>
        ))}
      </List>
      <div>
        <Text size="sm" fw={500} mb={4}>
          {t.address}
        </Text>
        <Group gap="xs">
          <Code dir="ltr" className={classes['address']}>
            {address}
          </Code>
          <CopyButton value={address} size="compact-sm" />
        </Group>
      </div>
    </Stack>
  );
};
