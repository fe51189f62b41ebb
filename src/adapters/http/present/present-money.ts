import type { z } from 'zod';
import type { LocalizedTextDto, MoneyDto } from '#adapters/http/contract/money';
import { type LocalizedText, languages } from '#domain/shared/language';
import type { Money } from '#domain/shared/money';

/** Exact: amounts stay within ±10^15, far inside what a JSON number holds. */
export const presentMoney = ({ minor, currency }: Money): z.input<typeof MoneyDto> => ({
  minor: Number(minor),
  currency,
});

export const presentLocalized = (text: LocalizedText): z.input<typeof LocalizedTextDto> =>
  Object.fromEntries(
    languages.flatMap((language) => (text[language] === undefined ? [] : [[language, text[language]]])),
  );
