import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { decimalOf, minorDigits, minorOf } from '../i18n/format.js';

type Props = {
  readonly label: string;
  readonly currency: string;
  /** Minor units; `null` while nothing that is an amount is typed. */
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly description?: string;
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly disabled?: boolean;
};

/** An amount as a person types it, kept as exact minor units. What was typed stays until it is left. */
export const MoneyInput = ({ currency, value, onChange, ...rest }: Props) => {
  const digits = minorDigits(currency);
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? (value === null ? '' : decimalOf(value, digits));
  const change = (text: string): void => {
    setTyped(text);
    onChange(minorOf(text, digits));
  };
  return (
    <TextInput
      {...rest}
      inputMode="decimal"
      dir="ltr"
      autoComplete="off"
      value={shown}
      leftSection={<bdi>{currency}</bdi>}
      leftSectionWidth={56}
      onChange={(event) => change(event.currentTarget.value)}
      // Text that is no amount stays, so that it can be corrected.
      onBlur={() => (value === null ? undefined : setTyped(null))}
    />
  );
};
