import { faqsIn, servicesIn } from '#domain/assistant/guard';
import type { Act, Proposal } from '#domain/assistant/proposal';

/** Acts that call a person or ask back: they claim nothing, so no second opinion is needed. */
const careful: ReadonlySet<Act['act']> = new Set(['hand_over', 'unknown', 'clarify', 'suggest']);

/** A model's id that the engine ranks lower than this is not said without a person. */
const lowestRank = 3;
/** Below every threshold a business is likely to set, above nothing at all: it may still be offered as a choice. */
const neverSent = 0.29;

const idsOf = (act: Act): readonly string[] => {
  if (act.act === 'call_function') return [act.function];
  if (act.act === 'quote_document') return [act.sentence];
  return [...faqsIn(act), ...servicesIn(act)];
};

const signature = (act: Act): string => JSON.stringify([act.act, [...idsOf(act)].sort()]);

/** What the engine chose, then what it looked at, best first. */
const rankingOf = ({ acts, evidence }: Proposal): readonly string[] => [
  ...new Set([...acts.flatMap(idsOf), ...evidence.map((line) => line.split(' ')[0] ?? '')]),
];

const rankIn = (ranking: readonly string[], id: string): number => {
  const at = ranking.indexOf(id);
  return at === -1 ? Number.POSITIVE_INFINITY : at + 1;
};

const halvedOdds = (probability: number): number => {
  const odds = probability / (1 - Math.min(probability, 0.999_999)) / 2;
  return odds / (1 + odds);
};

const ofAct = (act: Act, certain: number, engine: Proposal): number => {
  if (careful.has(act.act) || engine.acts.some((each) => signature(each) === signature(act))) return certain;
  const ranking = rankingOf(engine);
  const worst = Math.max(1, ...idsOf(act).map((id) => rankIn(ranking, id)));
  return worst > lowestRank ? Math.min(neverSent, halvedOdds(certain)) : halvedOdds(certain);
};

/**
 * How sure we may be of a model's proposal, beside what the embedded engine makes of the same message. The model's own
 * figure may only lower the engine's; where they disagree the odds are halved, and what the engine ranks below its third is
 * not sent. An answer of several parts is as sure as its least sure one.
 */
export const confidenceBeside = (model: Proposal, engine: Proposal | null): number => {
  const isCareful = model.acts.every(({ act }) => careful.has(act));
  if (engine === null) return isCareful ? model.confidence : Math.min(model.confidence, neverSent);
  const certain = isCareful ? model.confidence : Math.min(model.confidence, engine.confidence);
  return Math.min(...model.acts.map((act) => ofAct(act, certain, engine)));
};
