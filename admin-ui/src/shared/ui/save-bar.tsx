import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../i18n/dictionary.js';
import { uiWords } from '../i18n/ui.js';
import classes from './save-bar.module.css';

type Props = {
  readonly isChanged: boolean;
  readonly isSaving: boolean;
  readonly isBlocked?: boolean;
  readonly label?: string;
  /** Left of the button: what else can be done with the thing. */
  readonly children?: ReactNode;
};

/** The end of a long form, in sight wherever the person is in it. Inside a `form`: its button submits. */
export const SaveBar = ({ isChanged, isSaving, isBlocked = false, label, children }: Props) => {
  const t = useText(uiWords);
  return (
    <div className={classes['bar']}>
      <Group gap="xs">{children}</Group>
      <Group gap="sm" ms="auto">
        {isChanged && (
          <Text size="sm" c="dimmed" role="status" visibleFrom="xs">
            {t.unsaved}
          </Text>
        )}
        <Button type="submit" loading={isSaving} disabled={isBlocked}>
          {label ?? t.save}
        </Button>
      </Group>
    </div>
  );
};
