import { Select, Stack, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { useMe } from '../../shared/api/me.js';
import type { Tenant } from '../../shared/api/types.js';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { formatAt } from '../../shared/i18n/format.js';
import { settingsWords } from '../../shared/i18n/settings.js';
import { useNow } from '../../shared/lib/use-now.js';
import { pickSchema } from '../../shared/ui/pick-schema.js';
import { SchemaForm } from '../../shared/ui/schema-form.js';
import { Section } from '../../shared/ui/screen.js';
import { errorsOfPart, type TabProps } from './form.js';
import { languageFields } from './parts.js';

const ZoneField = ({ draft, errors, disabled }: TabProps) => {
  const t = useText(settingsWords).region;
  const language = useLanguage();
  const nowMs = useNow();
  const { value, set } = draft;
  const zones = useMemo(
    () => [...new Set([value.timeZone, ...Intl.supportedValuesOf('timeZone')])].sort(),
    [value.timeZone],
  );
  const now = formatAt(new Date(nowMs).toISOString(), 'time', language, value.timeZone);
  return (
    <Select
      label={t.timeZone}
      description={`${t.timeZoneHint} ${t.now(now)}`}
      data={zones}
      dir="ltr"
      searchable
      limit={60}
      allowDeselect={false}
      nothingFoundMessage={t.noZone}
      disabled={disabled}
      value={value.timeZone}
      error={errors['timeZone']}
      onChange={(zone) => zone !== null && set({ ...value, timeZone: zone })}
      styles={{ label: { direction: language === 'ar' ? 'rtl' : 'ltr' } }}
    />
  );
};

export const RegionTab = (props: TabProps) => {
  const { draft, schemas, disabled } = props;
  const t = useText(settingsWords);
  const { tenant } = useMe();
  const { value, set } = draft;
  const setAssistant = (assistant: object): void => set({ ...value, assistant: assistant as Tenant['assistant'] });
  return (
    <Section title={t.region.title} text={t.region.text}>
      <Stack gap="md">
        <SchemaForm
          schema={pickSchema(schemas.assistant, languageFields)}
          value={value.assistant}
          onChange={setAssistant}
          errors={errorsOfPart(props.errors, 'assistant')}
          words={t.fields}
          options={t.options}
          disabled={disabled}
        />
        <ZoneField {...props} />
        <TextInput
          label={t.region.currency}
          description={t.region.currencyHint}
          value={tenant?.currency ?? ''}
          readOnly
          dir="ltr"
        />
      </Stack>
    </Section>
  );
};
