import { Select, SimpleGrid } from '@mantine/core';
import type { GetInputPropsReturnType } from '@mantine/form';
import { useMemo } from 'react';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { entryWords } from '../../shared/i18n/entry.js';
import type { Language } from '../../shared/i18n/plural.js';
import { localeOf } from '../../shared/i18n/plural.js';

const currencies = (language: Language) => {
  const names = new Intl.DisplayNames(localeOf(language), { type: 'currency' });
  return Intl.supportedValuesOf('currency').map((value) => ({
    value,
    label: `${value} · ${names.of(value) ?? value}`,
  }));
};

const zones = (current: string): string[] => [...new Set([current, ...Intl.supportedValuesOf('timeZone')])];

type Props = {
  readonly currency: GetInputPropsReturnType;
  readonly timeZone: GetInputPropsReturnType & { readonly value?: string };
};

/** Currency and time zone; both come filled in. */
export const PlaceFields = ({ currency, timeZone }: Props) => {
  const t = useText(entryWords).signUp;
  const language = useLanguage();
  const money = useMemo(() => currencies(language), [language]);
  const places = useMemo(() => zones(timeZone.value ?? 'UTC'), [timeZone.value]);
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <Select
        label={t.currency}
        data={money}
        searchable
        limit={60}
        allowDeselect={false}
        styles={{ input: { textOverflow: 'ellipsis' } }}
        nothingFoundMessage={t.noCurrency}
        {...currency}
      />
      <Select
        label={t.timeZone}
        data={places}
        dir="ltr"
        searchable
        limit={60}
        allowDeselect={false}
        nothingFoundMessage={t.noZone}
        {...timeZone}
      />
    </SimpleGrid>
  );
};
