import { Input, SegmentedControl } from '@mantine/core';

type Props<T extends string> = {
  readonly label: string;
  readonly value: T;
  readonly words: Readonly<Record<T, string>>;
  readonly onChange: (value: T) => void;
  readonly disabled: boolean;
};

/** One of few, all in sight. */
export const Choice = <T extends string>({ label, value, words, onChange, disabled }: Props<T>) => {
  const values = Object.keys(words) as T[];
  return (
    <Input.Wrapper size="md" label={label} labelElement="div">
      <SegmentedControl
        className="wakil-scroll-inline"
        style={{ display: 'flex', inlineSize: 'fit-content' }}
        mt={6}
        aria-label={label}
        disabled={disabled}
        value={value}
        onChange={(next) => onChange(values.find((each) => each === next) ?? value)}
        data={values.map((each) => ({ value: each, label: words[each] }))}
      />
    </Input.Wrapper>
  );
};
