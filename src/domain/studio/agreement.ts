import { actOfKey } from '#domain/studio/intent-key';
import type { SuggestionState } from '#domain/studio/suggestion';

/** How often people sent what was suggested. */
export type Counts = {
  readonly sent: number;
  readonly edited: number;
  readonly rejected: number;
  /** Sent as suggested, of all that somebody decided about; `null` while nobody did. */
  readonly rate: number | null;
};
export type Agreement = Counts & { readonly act: string };
/** The same for one thing customers want: a service's price, the answer of one question. */
export type IntentAgreement = Counts & { readonly intent: string; readonly act: string };

type Decided = Pick<SuggestionState, 'acts' | 'intents' | 'status'>;

const none = { sent: 0, edited: 0, rejected: 0 };

/** Per key, most decided first. What was overtaken says nothing about the suggestion. */
const countedBy = (
  suggestions: readonly Decided[],
  keysOf: (suggestion: Decided) => readonly string[],
): readonly (Counts & { readonly key: string })[] => {
  const counts = new Map<string, typeof none>();
  for (const suggestion of suggestions) {
    const { status } = suggestion;
    if (status === 'open' || status === 'overtaken') continue;
    for (const key of new Set(keysOf(suggestion))) {
      const before = counts.get(key) ?? none;
      counts.set(key, { ...before, [status]: before[status] + 1 });
    }
  }
  const all = ({ sent, edited, rejected }: typeof none): number => sent + edited + rejected;
  return [...counts]
    .map(([key, count]) => ({ key, ...count, rate: all(count) === 0 ? null : count.sent / all(count) }))
    .sort((left, right) => all(right) - all(left));
};

export const agreementOf = (suggestions: readonly Decided[]): readonly Agreement[] =>
  countedBy(suggestions, ({ acts }) => acts).map(({ key, ...counts }) => ({ act: key, ...counts }));

export const agreementByIntent = (suggestions: readonly Decided[]): readonly IntentAgreement[] =>
  countedBy(suggestions, ({ intents = [] }) => intents).map(({ key, ...counts }) => ({
    intent: key,
    act: actOfKey(key),
    ...counts,
  }));

/** May what these say leave by itself although a person sends everything else? Each by its act, or by what it is about. */
export const isPromoted = (intents: readonly string[], automatic: readonly string[]): boolean =>
  intents.length > 0 && intents.every((key) => automatic.includes(key) || automatic.includes(actOfKey(key)));
