import { Text } from '@mantine/core';
import { useLanguage, useText } from '../../../shared/i18n/dictionary.js';
import { localeOf } from '../../../shared/i18n/plural.js';
import { settingsWords } from '../../../shared/i18n/settings.js';
import { StatusBadge } from '../../../shared/ui/status-badge.js';
import { clockOf, type Hours } from './hours.js';
import classes from './hours.module.css';
import { dayAfter, type LocalMoment, openingAt } from './opening.js';

const useMomentText = (now: LocalMoment) => {
  const t = useText(settingsWords).hours;
  const language = useLanguage();
  return ({ date, minute }: LocalMoment): string => {
    const clock = clockOf(minute);
    if (date === now.date) return `${t.today} ${clock}`;
    if (date === dayAfter(now.date, 1)) return minute === 0 ? t.midnight : `${t.tomorrow} ${clock}`;
    const isNear = date < dayAfter(now.date, 7);
    const format: Intl.DateTimeFormatOptions = isNear ? { weekday: 'long' } : { dateStyle: 'medium' };
    const day = new Intl.DateTimeFormat(localeOf(language), { ...format, timeZone: 'UTC' });
    return `${day.format(new Date(`${date}T00:00:00Z`))} ${clock}`;
  };
};

type Props = { readonly hours: Hours; readonly timeZone: string; readonly now: LocalMoment };

/** What a customer would be told right now, by the hours as they stand in the form. */
export const OpeningNow = ({ hours, timeZone, now }: Props) => {
  const t = useText(settingsWords).hours;
  const textOf = useMomentText(now);
  const opening = openingAt(hours, now);
  const isOpen = opening.kind !== 'closed';
  const say = (): string => {
    if (opening.kind === 'always') return t.openAlways;
    if (opening.kind === 'open') return opening.until === null ? t.openNow : t.openUntil(textOf(opening.until));
    return opening.opens === null ? t.closed : t.opens(textOf(opening.opens));
  };
  return (
    <div className={classes['now']} role="status">
      <StatusBadge tone={isOpen ? 'good' : 'attention'}>{say()}</StatusBadge>
      <Text span size="sm" c="dimmed">
        {t.zone(timeZone.replaceAll('_', ' '))} · {clockOf(now.minute)}
      </Text>
    </div>
  );
};
