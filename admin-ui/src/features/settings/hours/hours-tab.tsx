import { Input, Stack, Switch } from '@mantine/core';
import { useText } from '../../../shared/i18n/dictionary.js';
import { settingsWords } from '../../../shared/i18n/settings.js';
import { useNow } from '../../../shared/lib/use-now.js';
import { Section } from '../../../shared/ui/screen.js';
import type { TabProps } from '../form.js';
import { Exceptions } from './exceptions.js';
import type { Hours } from './hours.js';
import { faultsOf } from './hours-faults.js';
import { localAt } from './opening.js';
import { OpeningNow } from './opening-now.js';
import { Week } from './week.js';

/** What the server says of the hours and the form has not seen itself. */
const serverFault = (errors: TabProps['errors']): string | undefined =>
  Object.entries(errors).find(([path]) => path === 'hours' || path.startsWith('hours.'))?.[1];

export const HoursTab = ({ draft, errors, disabled }: TabProps) => {
  const t = useText(settingsWords).hours;
  const nowMs = useNow();
  const { value, set } = draft;
  const { hours, timeZone } = value;
  const faults = faultsOf(hours);
  const now = localAt(timeZone, nowMs);
  const change = (part: Partial<Hours>): void => set({ ...value, hours: { ...hours, ...part } });
  const fault = faults.size === 0 ? serverFault(errors) : undefined;
  const shared = { faults, disabled };
  return (
    <>
      <Section title={t.title} text={t.text}>
        <Stack gap="md">
          <OpeningNow hours={hours} timeZone={timeZone} now={now} />
          <Switch
            label={t.always}
            description={t.alwaysHint}
            disabled={disabled}
            checked={!hours.enabled}
            onChange={(event) => change({ enabled: !event.currentTarget.checked })}
          />
          {fault !== undefined && <Input.Error role="alert">{fault}</Input.Error>}
          {hours.enabled && <Week {...shared} week={hours.week} onChange={(week) => change({ week })} />}
        </Stack>
      </Section>
      {hours.enabled && (
        <Exceptions
          {...shared}
          today={now.date}
          exceptions={hours.exceptions}
          onChange={(exceptions) => change({ exceptions })}
        />
      )}
    </>
  );
};
