import { faqsIn, servicesIn } from '#domain/assistant/guard';
import type { Act, Proposal } from '#domain/assistant/proposal';
import { agreedConfidence } from '#domain/understanding/confidence/model-agreement';
import { confidenceOfParts } from '#domain/understanding/confidence/tenant-calibration';

/** Acts that call a person, ask, or note what the customer said: they claim nothing, so no second opinion is needed. */
const careful: ReadonlySet<Act['act']> = new Set([
  'hand_over',
  'unknown',
  'clarify',
  'suggest',
  'ask_form',
  'fill_form',
]);

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

const placeOf = (act: Act, engine: Proposal): number => {
  if (engine.acts.some((each) => signature(each) === signature(act))) return 0;
  const ranking = rankingOf(engine);
  return Math.max(1, ...idsOf(act).map((id) => rankIn(ranking, id)));
};

const ofAct = (act: Act, { confidence }: Proposal, engine: Proposal): number => {
  const agreed = agreedConfidence({ engine: engine.confidence, place: placeOf(act, engine), selfReport: confidence });
  return agreed.maySend ? agreed.confidence : Math.min(neverSent, agreed.confidence);
};

/**
 * How sure we may be of a model's proposal, beside what the embedded engine makes of the same message. The model's own
 * figure may only lower the engine's; where they disagree the odds are halved, and what the engine ranks below its third is
 * not sent. An answer of several parts is as sure as its least sure one.
 */
export const confidenceBeside = (model: Proposal, engine: Proposal | null): number => {
  const isCareful = model.acts.every(({ act }) => careful.has(act));
  if (engine === null) return isCareful ? model.confidence : Math.min(model.confidence, neverSent);
  if (isCareful) return model.confidence;
  const claims = model.acts.filter(({ act }) => !careful.has(act));
  return confidenceOfParts(claims.map((act) => ofAct(act, model, engine)));
};
