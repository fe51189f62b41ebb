import { List, Stack, Text } from '@mantine/core';
import { useText } from '../../../shared/i18n/dictionary.js';
import { erasingWords } from '../../../shared/i18n/erasing.js';
import { ConfirmAction } from '../../../shared/ui/confirm-action.js';
import type { Details } from '../data/types.js';
import { knownAs } from '../model/erased.js';
import { useErase } from './use-erase.js';

const Named = ({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) => (
  <section aria-label={title}>
    <Text size="sm" fw={600}>
      {title}
    </Text>
    <List size="sm" spacing={2} withPadding>
      {lines.map((line) => (
        <List.Item key={line}>{line}</List.Item>
      ))}
    </List>
  </section>
);

type Props = { readonly details: Details; readonly opened: boolean; readonly onClose: () => void };

/** Says what goes and what stays before a customer is erased. */
export const EraseDialog = ({ details, opened, onClose }: Props) => {
  const t = useText(erasingWords);
  const erase = useErase(details);
  const known = knownAs(details.customer);
  return (
    <ConfirmAction
      opened={opened}
      onClose={onClose}
      title={t.title(known === null ? t.unnamed : `\u2068${known}\u2069`)}
      action={t.action}
      typeToConfirm={known ?? t.word}
      onConfirm={erase}
    >
      <Stack gap="sm">
        <Text size="sm">{t.text}</Text>
        <Named title={t.goes} lines={t.going} />
        <Named title={t.stays} lines={t.staying} />
        <Text size="sm">{t.again}</Text>
      </Stack>
    </ConfirmAction>
  );
};
