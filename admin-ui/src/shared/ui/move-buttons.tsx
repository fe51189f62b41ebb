import { ActionIcon, Group } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconGripVertical } from '@tabler/icons-react';
import type { HTMLAttributes } from 'react';
import { useText } from '../i18n/dictionary.js';
import { uiWords } from '../i18n/ui.js';

type Props = {
  /** What is moved, for screen readers. */
  readonly name: string;
  readonly at: number;
  readonly count: number;
  readonly onMove: (to: number) => void;
  /** From `useReorder`: the mouse's way to do the same. */
  readonly handle?: HTMLAttributes<HTMLSpanElement> & { readonly draggable: boolean };
};

export const MoveButtons = ({ name, at, count, onMove, handle }: Props) => {
  const t = useText(uiWords);
  return (
    <Group gap={2} wrap="nowrap">
      {handle !== undefined && (
        <span {...handle} title={t.drag} aria-hidden style={{ cursor: 'grab', display: 'inline-flex', padding: 4 }}>
          <IconGripVertical size={18} />
        </span>
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={`${t.moveUp}: ${name}`}
        disabled={at === 0}
        onClick={() => onMove(at - 1)}
      >
        <IconArrowUp size={17} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={`${t.moveDown}: ${name}`}
        disabled={at === count - 1}
        onClick={() => onMove(at + 1)}
      >
        <IconArrowDown size={17} />
      </ActionIcon>
    </Group>
  );
};
