import { Alert, Button, Tooltip } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useLiveState, useLostSince } from '../../shared/api/live.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { shellWords } from '../../shared/i18n/shell.js';
import { useDelayed } from '../../shared/lib/use-delayed.js';
import { useOnline } from '../../shared/lib/use-online.js';
import classes from './connection.module.css';

const lateAfterMs = 5_000;

/** A small mark beside the business's name: live, or on the way to it. */
export const ConnectionDot = () => {
  const t = useText(shellWords).live;
  const state = useLiveState();
  if (state === 'off') return null;
  return (
    <Tooltip label={t[state]}>
      <span className={classes['dot']} data-state={state} role="img" aria-label={t[state]} />
    </Tooltip>
  );
};

/** Says that what is shown may be old, once it has been so for 5 s. */
export const ConnectionBanner = () => {
  const t = useText(shellWords);
  const client = useQueryClient();
  const isOnline = useOnline();
  const isLate = useDelayed(useLostSince() !== null, lateAfterMs);
  if (isOnline && !isLate) return null;
  return (
    <Alert role="status" className={classes['banner']} icon={<IconCloudOff size={18} />} radius={0}>
      <span className={classes['words']}>
        {isOnline ? t.late : t.offline}
        {isOnline && (
          <Button variant="subtle" size="compact-sm" color="gray" onClick={() => void client.invalidateQueries()}>
            {t.readAgain}
          </Button>
        )}
      </span>
    </Alert>
  );
};
