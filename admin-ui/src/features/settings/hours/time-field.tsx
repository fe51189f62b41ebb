import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { clockOf, minuteOf } from './hours.js';
import classes from './hours.module.css';

type Props = {
  readonly as: 'from' | 'to';
  readonly label: string;
  readonly value: number;
  readonly onChange: (minute: number) => void;
  readonly isWrong: boolean;
  readonly describedBy: string | undefined;
  readonly disabled: boolean;
};

/** While a time is half typed the browser says nothing of it: the last whole one counts. */
export const TimeField = ({ as, label, value, onChange, isWrong, describedBy, disabled }: Props) => {
  const [half, setHalf] = useState<string | null>(null);
  const type = (typed: string): void => {
    const minute = minuteOf(typed, as);
    setHalf(minute === null ? typed : null);
    if (minute !== null) onChange(minute);
  };
  return (
    <TextInput
      type="time"
      size="sm"
      className={classes['time']}
      aria-label={label}
      aria-describedby={describedBy}
      error={isWrong}
      disabled={disabled}
      value={half ?? clockOf(value)}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={() => setHalf(null)}
    />
  );
};
