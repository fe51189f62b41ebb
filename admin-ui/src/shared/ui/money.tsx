import type { LocalizedText, Money as MoneyValue } from '../api/types.js';
import { useLanguage } from '../i18n/dictionary.js';
import { formatMoney, localized } from '../i18n/format.js';

/** An exact amount; kept on one line and in its own direction. */
export const Money = ({ value }: { readonly value: MoneyValue }) => {
  const language = useLanguage();
  return <bdi className="wakil-nowrap">{formatMoney(value, language)}</bdi>;
};

/** Text by language, in the one of the panel where it exists; says its own language to screen readers. */
export const Localized = ({ text, fallback = '' }: { readonly text: LocalizedText; readonly fallback?: string }) => {
  const language = useLanguage();
  const shown = localized(text, language);
  const shownIn = text[language] === undefined ? (language === 'en' ? 'ar' : 'en') : language;
  return (
    <bdi lang={shownIn} dir="auto">
      {shown || fallback}
    </bdi>
  );
};
