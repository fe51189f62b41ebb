import type { WidgetSite } from '#application/widget/widget-site';
import { type Language, languages } from '#domain/shared/language';

/** `ar-AE,ar;q=0.9,en;q=0.8` → `ar`, `en`: the first is wanted most. */
const wishesOf = (acceptLanguage: string): Language[] => {
  const wishes = acceptLanguage
    .slice(0, 500)
    .split(',')
    .map((part, place) => {
      const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = Number(/^\s*q=([\d.]+)/.exec(parameters[0] ?? '')?.[1] ?? 1);
      return { language: languages.find((each) => range.split('-')[0] === each), quality, place };
    })
    .filter(({ quality }) => quality > 0)
    .sort((left, right) => right.quality - left.quality || left.place - right.place);
  return wishes.flatMap(({ language }) => language ?? []);
};

/** The business's choice, else the page's, else the browser's, else what the business speaks by default. */
export const negotiated = (
  { tenant, settings }: WidgetSite,
  asked: Language | null,
  acceptLanguage: string,
): Language => {
  if (settings.language !== 'auto') return settings.language;
  const { languages: spoken, defaultLanguage } = tenant.state.assistant;
  const wishes = [...(asked === null ? [] : [asked]), ...wishesOf(acceptLanguage)];
  return wishes.find((wish) => spoken.includes(wish)) ?? defaultLanguage;
};
