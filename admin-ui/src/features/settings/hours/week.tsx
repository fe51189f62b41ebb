import { Button, Menu, Switch, Text } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useLanguage, useText } from '../../../shared/i18n/dictionary.js';
import type { Language } from '../../../shared/i18n/plural.js';
import { localeOf } from '../../../shared/i18n/plural.js';
import { settingsWords } from '../../../shared/i18n/settings.js';
import { toastDone } from '../../../shared/ui/toast.js';
import { type CopyTo, copyTargets, type Hours, type Span, withCopies, withSpan } from './hours.js';
import classes from './hours.module.css';
import type { HoursFaults } from './hours-faults.js';
import { Spans } from './spans.js';

type Props = {
  readonly week: Hours['week'];
  readonly onChange: (week: Hours['week']) => void;
  readonly faults: HoursFaults;
  readonly disabled: boolean;
};

/** 2024 began on a Monday. */
const weekdays = (language: Language): string[] => {
  const format = new Intl.DateTimeFormat(localeOf(language), { weekday: 'long', timeZone: 'UTC' });
  return Array.from({ length: 7 }, (_, day) => format.format(Date.UTC(2024, 0, 1 + day)));
};

type CopyProps = { readonly day: string; readonly onCopy: (to: CopyTo) => void; readonly disabled: boolean };

const CopyMenu = ({ day, onCopy, disabled }: CopyProps) => {
  const t = useText(settingsWords).hours;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconCopy size={14} />}
          disabled={disabled}
          aria-label={t.copyOf(day)}
        >
          {t.copy}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onCopy('open')}>{t.copyOpen}</Menu.Item>
        <Menu.Item onClick={() => onCopy('weekdays')}>{t.copyWeekdays}</Menu.Item>
        <Menu.Item onClick={() => onCopy('all')}>{t.copyAll}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};

type DayProps = Omit<Props, 'week' | 'onChange'> & {
  readonly name: string;
  readonly path: string;
  readonly spans: readonly Span[];
  readonly onChange: (spans: Span[]) => void;
  readonly onCopy: (to: CopyTo) => void;
};

const Day = ({ name, path, spans, onChange, onCopy, faults, disabled }: DayProps) => {
  const t = useText(settingsWords).hours;
  const isOpen = spans.length > 0;
  return (
    <li className={classes['day']}>
      <Switch
        className={classes['name']}
        label={name}
        disabled={disabled}
        checked={isOpen}
        aria-label={t.openOn(name)}
        onChange={(event) => onChange(event.currentTarget.checked ? withSpan([]) : [])}
      />
      <div className={classes['spans']}>
        {isOpen ? (
          <Spans day={name} path={path} spans={spans} onChange={onChange} faults={faults} disabled={disabled} />
        ) : (
          <Text size="sm" c="dimmed" py={6}>
            {t.closedDay}
          </Text>
        )}
      </div>
      <CopyMenu day={name} onCopy={onCopy} disabled={disabled} />
    </li>
  );
};

/** Seven days, each with its hours. */
export const Week = ({ week, onChange, faults, disabled }: Props) => {
  const t = useText(settingsWords).hours;
  const names = weekdays(useLanguage());
  const copy = (day: number, to: CopyTo): void => {
    onChange(withCopies(week, day, to));
    toastDone(t.copied(copyTargets(week, day, to).length));
  };
  return (
    <ul className={classes['week']} aria-label={t.week}>
      {week.map((spans, day) => (
        <Day
          key={names[day]}
          name={names[day] ?? ''}
          path={`week.${day}`}
          spans={spans}
          onChange={(next) => onChange(week.with(day, next))}
          onCopy={(to) => copy(day, to)}
          faults={faults}
          disabled={disabled}
        />
      ))}
    </ul>
  );
};
