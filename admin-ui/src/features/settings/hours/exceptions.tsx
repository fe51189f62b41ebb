import { ActionIcon, Button, Group, Stack, Switch, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useLanguage, useText } from '../../../shared/i18n/dictionary.js';
import { localeOf } from '../../../shared/i18n/plural.js';
import { settingsWords } from '../../../shared/i18n/settings.js';
import { Section } from '../../../shared/ui/screen.js';
import { StatusBadge } from '../../../shared/ui/status-badge.js';
import { type Exception, type Hours, mostExceptions, withSpan } from './hours.js';
import classes from './hours.module.css';
import type { HoursFaults } from './hours-faults.js';
import { Spans } from './spans.js';

type Props = {
  readonly exceptions: Hours['exceptions'];
  readonly onChange: (exceptions: Hours['exceptions']) => void;
  readonly faults: HoursFaults;
  readonly today: string;
  readonly disabled: boolean;
};

type RowProps = Omit<Props, 'exceptions' | 'onChange'> & {
  readonly at: number;
  readonly of: Exception;
  readonly onChange: (exception: Exception) => void;
  readonly onRemove: () => void;
};

const useDayName = () => {
  const language = useLanguage();
  const t = useText(settingsWords).hours;
  return (date: string): string =>
    /^\d{4}-\d{2}-\d{2}$/.test(date)
      ? new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'full', timeZone: 'UTC' }).format(
          new Date(`${date}T00:00:00Z`),
        )
      : t.newDay;
};

const DayFields = ({ at, of, onChange, faults, disabled }: Omit<RowProps, 'onRemove' | 'today'>) => {
  const t = useText(settingsWords).hours;
  const fault = faults.get(`exceptions.${at}.date`);
  return (
    <div className={classes['dayFields']}>
      <TextInput
        type="date"
        size="sm"
        label={t.date}
        required
        disabled={disabled}
        value={of.date}
        error={fault === undefined ? undefined : t.faults[fault]}
        onChange={(event) => onChange({ ...of, date: event.currentTarget.value })}
      />
      <TextInput
        size="sm"
        label={t.note}
        placeholder={t.noteHint}
        dir="auto"
        maxLength={120}
        disabled={disabled}
        value={of.note}
        onChange={(event) => onChange({ ...of, note: event.currentTarget.value })}
      />
    </div>
  );
};

const Row = (props: RowProps) => {
  const { at, of, onChange, onRemove, faults, today, disabled } = props;
  const t = useText(settingsWords).hours;
  const name = useDayName()(of.date);
  const isOpen = of.spans.length > 0;
  return (
    <li className={classes['exception']}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Text fw={600}>{name}</Text>
        <Group gap="xs" wrap="nowrap">
          {of.date !== '' && of.date < today && <StatusBadge>{t.past}</StatusBadge>}
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            disabled={disabled}
            aria-label={t.removeException(name)}
            onClick={onRemove}
          >
            <IconTrash size={18} />
          </ActionIcon>
        </Group>
      </Group>
      <DayFields {...props} />
      <Switch
        label={isOpen ? t.open : t.closedDay}
        aria-label={t.openOn(name)}
        disabled={disabled}
        checked={isOpen}
        onChange={(event) => onChange({ ...of, spans: event.currentTarget.checked ? withSpan([]) : [] })}
      />
      {isOpen && (
        <Spans
          day={name}
          path={`exceptions.${at}`}
          spans={of.spans}
          onChange={(spans) => onChange({ ...of, spans })}
          faults={faults}
          disabled={disabled}
        />
      )}
    </li>
  );
};

export const Exceptions = ({ exceptions, onChange, ...shared }: Props) => {
  const t = useText(settingsWords).hours;
  return (
    <Section title={t.exceptions} text={t.exceptionsText}>
      <Stack gap="md" align="stretch">
        {exceptions.length === 0 && <Text c="dimmed">{t.noExceptions}</Text>}
        <ul className={classes['exceptions']}>
          {exceptions.map((exception, at) => (
            <Row
              // A day that is being typed has no other name than its place.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              key={at}
              {...shared}
              at={at}
              of={exception}
              onChange={(next) => onChange(exceptions.with(at, next))}
              onRemove={() => onChange(exceptions.toSpliced(at, 1))}
            />
          ))}
        </ul>
        <Group>
          <Button
            variant="light"
            leftSection={<IconPlus size={16} />}
            disabled={shared.disabled || exceptions.length >= mostExceptions}
            onClick={() => onChange([...exceptions, { date: '', spans: [], note: '' }])}
          >
            {t.addException}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
};
