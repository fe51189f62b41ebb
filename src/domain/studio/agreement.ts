import type { SuggestionState } from '#domain/studio/suggestion';

/** How often people sent what was suggested, for one act. */
export type Agreement = {
  readonly act: string;
  readonly sent: number;
  readonly edited: number;
  readonly rejected: number;
  /** Sent as suggested, of all that somebody decided about; `null` while nobody did. */
  readonly rate: number | null;
};

const none = { sent: 0, edited: 0, rejected: 0 };

/** Per act, most decided first. What was overtaken says nothing about the suggestion. */
export const agreementOf = (suggestions: readonly Pick<SuggestionState, 'acts' | 'status'>[]): readonly Agreement[] => {
  const counts = new Map<string, typeof none>();
  for (const { acts, status } of suggestions) {
    if (status === 'open' || status === 'overtaken') continue;
    for (const act of new Set(acts)) {
      const before = counts.get(act) ?? none;
      counts.set(act, { ...before, [status]: before[status] + 1 });
    }
  }
  return [...counts]
    .map(([act, { sent, edited, rejected }]) => {
      const all = sent + edited + rejected;
      return { act, sent, edited, rejected, rate: all === 0 ? null : sent / all };
    })
    .sort((left, right) => right.sent + right.edited + right.rejected - (left.sent + left.edited + left.rejected));
};

/** May what these acts say leave by itself although a person sends everything else? */
export const isPromoted = (acts: readonly string[], automatic: readonly string[]): boolean =>
  acts.length > 0 && acts.every((act) => automatic.includes(act));
