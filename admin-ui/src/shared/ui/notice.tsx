import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { intoSight } from '../lib/into-sight.js';
import classes from './notice.module.css';

type Props = {
  readonly title?: string;
  readonly children?: ReactNode;
  /** Read out at once: something changed while the person was at it. */
  readonly isUrgent?: boolean;
};

/** Something to know before going on; not a failure. */
export const Notice = ({ title, children, isUrgent = false }: Props) => (
  <Alert
    ref={isUrgent ? intoSight : null}
    {...(isUrgent && { role: 'alert' })}
    icon={<IconAlertTriangle size={18} />}
    title={title}
    p="sm"
    classNames={{ root: classes['notice'] ?? '', title: classes['title'] ?? '', icon: classes['title'] ?? '' }}
  >
    {children}
  </Alert>
);
