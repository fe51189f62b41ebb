import { ActionIcon, Button, Group, Input, Stack, Text } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useId } from 'react';
import { useText } from '../../../shared/i18n/dictionary.js';
import { settingsWords } from '../../../shared/i18n/settings.js';
import { mostSpans, type Span, withSpan } from './hours.js';
import type { HoursFaults } from './hours-faults.js';
import { TimeField } from './time-field.js';

type Props = {
  /** As people call it: "Monday", "2 December". */
  readonly day: string;
  readonly path: string;
  readonly spans: readonly Span[];
  readonly onChange: (spans: Span[]) => void;
  readonly faults: HoursFaults;
  readonly disabled: boolean;
};

type RowProps = Omit<Props, 'spans' | 'onChange'> & {
  readonly n: number;
  readonly span: Span;
  readonly onChange: (span: Span) => void;
  readonly onRemove: () => void;
};

const SpanRow = ({ day, path, n, span, onChange, onRemove, faults, disabled }: RowProps) => {
  const t = useText(settingsWords).hours;
  const id = useId();
  const fault = faults.get(`${path}.${n}`);
  const shared = { isWrong: fault !== undefined, describedBy: fault === undefined ? undefined : id, disabled };
  return (
    <div>
      <Group gap={6} wrap="nowrap">
        <TimeField
          {...shared}
          as="from"
          label={t.fromOf(day, n + 1)}
          value={span.from}
          onChange={(from) => onChange({ ...span, from })}
        />
        <Text span c="dimmed" aria-hidden>
          –
        </Text>
        <TimeField
          {...shared}
          as="to"
          label={t.toOf(day, n + 1)}
          value={span.to}
          onChange={(to) => onChange({ ...span, to })}
        />
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          disabled={disabled}
          aria-label={t.removeOf(day, n + 1)}
          onClick={onRemove}
        >
          <IconX size={16} />
        </ActionIcon>
      </Group>
      {fault !== undefined && (
        <Input.Error id={id} mt={4} maw="20rem">
          {t.faults[fault]}
        </Input.Error>
      )}
    </div>
  );
};

/** The hours of one day. */
export const Spans = ({ spans, onChange, ...shared }: Props) => {
  const t = useText(settingsWords).hours;
  return (
    <Stack gap={6} align="flex-start">
      {spans.map((span, n) => (
        <SpanRow
          // Hours have no identity of their own but their place in the day.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          key={n}
          {...shared}
          n={n}
          span={span}
          onChange={(next) => onChange(spans.with(n, next))}
          onRemove={() => onChange(spans.toSpliced(n, 1))}
        />
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} />}
        disabled={shared.disabled || spans.length >= mostSpans}
        aria-label={t.addOf(shared.day)}
        onClick={() => onChange(withSpan(spans))}
      >
        {t.add}
      </Button>
    </Stack>
  );
};
