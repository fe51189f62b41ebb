import { Badge } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './status-badge.module.css';

/** What a state means for the person: nothing to do, look here, good, bad, over. */
export type Tone = 'neutral' | 'attention' | 'good' | 'bad' | 'info';

/** A state as a word; the tone only supports it, it never carries the meaning alone. */
export const StatusBadge = ({ tone = 'neutral', children }: { readonly tone?: Tone; readonly children: ReactNode }) => (
  <Badge className={classes['badge']} data-tone={tone} variant="transparent" tt="none" fw={600}>
    {children}
  </Badge>
);
