import { Button, type ButtonProps } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useText } from '../i18n/dictionary.js';
import { uiWords } from '../i18n/ui.js';

type Props = ButtonProps & { readonly value: string; readonly label?: string };

export const CopyButton = ({ value, label, ...rest }: Props) => {
  const t = useText(uiWords);
  const clipboard = useClipboard({ timeout: 2_000 });
  return (
    <Button
      variant="default"
      size="sm"
      leftSection={clipboard.copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
      onClick={() => clipboard.copy(value)}
      {...rest}
    >
      <span aria-live="polite">{clipboard.copied ? t.copied : (label ?? t.copy)}</span>
    </Button>
  );
};
