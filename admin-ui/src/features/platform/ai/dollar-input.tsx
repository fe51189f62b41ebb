import { NumberInput } from '@mantine/core';

type Props = {
  readonly label: string;
  /** Millionths of a dollar. */
  readonly micros: number | null;
  readonly onChange: (micros: number | null) => void;
  readonly description?: string;
  readonly placeholder?: string;
  readonly error?: string | undefined;
  readonly required?: boolean;
};

/** Dollars as a person types them, kept as whole millionths. */
export const DollarInput = ({ micros, onChange, ...rest }: Props) => (
  <NumberInput
    {...rest}
    withAsterisk={false}
    dir="ltr"
    min={0}
    decimalScale={6}
    thousandSeparator=","
    hideControls
    value={micros === null ? '' : micros / 1_000_000}
    onChange={(value) => onChange(typeof value === 'number' ? Math.round(value * 1_000_000) : null)}
  />
);
