import type { Briefing } from '#domain/assistant/briefing';
import type { Act } from '#domain/assistant/proposal';
import { type OrderSlot, orderSlots } from '#domain/orders/order-slot';
import { courtesiesIn } from './hypotheses/small-talk.js';
import type { CatalogueIndex } from './index/catalogue-index.js';
import { mergeActs } from './merge-acts.js';
import { isBackground } from './reading/background.js';
import { burdenOf } from './reading/burden.js';
import { type Clause, clausesOf, corrects } from './reading/clauses.js';
import { type Collecting, isCollecting } from './reading/found-slot.js';
import { hasCue } from './reading/unit.js';
import { type Before, nothingBefore, type Reading, understandClause } from './understand-clause.js';

export type Understood = {
  readonly acts: readonly Act[];
  readonly confidence: number;
  readonly readings: readonly Reading[];
};

/** Below it a clause is not understood at all. */
const guess = 0.5;

/** "Ignore my last message, I meant the earbuds" takes back what was said before, and says what counts. */
const saysWhatCounts = ({ clause, scene }: Reading): boolean =>
  hasCue(clause.units, 'correct') && scene.subject?.origin === 'named';

const isForgetting = (reading: Reading): boolean =>
  hasCue(reading.clause.units, 'forget') &&
  !saysWhatCounts(reading) &&
  !hasCue(reading.clause.units, 'price', 'order', 'have', 'describe', 'inject');

/** Reads clause after clause; one that takes something back makes what came before it count no more. */
const readAll = (clauses: readonly Clause[], briefing: Briefing, index: CatalogueIndex): readonly Reading[] => {
  let before: Before = nothingBefore;
  let readings: readonly Reading[] = [];
  let takingBack = false;
  for (const clause of clauses) {
    const reading = understandClause(clause, briefing, index, before);
    const isMarker = corrects(clause) && reading.isIdle;
    const takesBack = takingBack || corrects(clause);
    takingBack = isMarker;
    if (isMarker) continue;
    if (isForgetting(reading)) {
      readings = [];
      before = nothingBefore;
      continue;
    }
    readings = takesBack ? [...readings.filter((each) => each.isIdle), reading] : [...readings, reading];
    before = reading.leaves;
  }
  return readings;
};

/** How sure an answer to all of it has to be, for a story not to need a person. */
const answersBoth = 0.85;

/** How sure an answer is that passes over the story it was asked with. */
const besidesAStory = 0.9;
const isSure = ({ best }: Reading): boolean => best !== null && best.confidence >= besidesAStory;

/** "Can I book an appointment for that?": the question is about the story. */
const pointsBack = ({ clause, scene }: Reading): boolean =>
  hasCue(clause.units, 'it') && (scene.subject === null || scene.subject.origin !== 'named');

/** Who tells a story and then asks something plain wants the question answered. */
const withoutStories = (readings: readonly Reading[]): readonly Reading[] => {
  const rest = readings.filter((reading) => !(isBackground(reading.clause) && (reading.best?.confidence ?? 0) < guess));
  return rest.length > 0 && rest.every(isSure) && !rest.some(pointsBack) ? rest : readings;
};

const answeredTo = (readings: readonly Reading[]): Understood => {
  const asking = readings.filter((reading) => !reading.isIdle);
  const wanting = withoutStories(asking);
  const most = wanting.length < asking.length ? besidesAStory : 1;
  const confidence = Math.min(most, ...wanting.map((reading) => reading.best?.confidence ?? 0.1));
  const acts = wanting.flatMap((reading) =>
    (reading.best?.confidence ?? 0) >= guess ? (reading.best?.acts ?? []) : [],
  );
  return { acts, confidence: wanting.length === 0 ? 0 : confidence, readings };
};

const politeTo = (clauses: readonly Clause[]): readonly Act[] =>
  courtesiesIn(clauses.flatMap((clause) => clause.units));

/** Nothing is wanted but courtesy, or a nod. */
const courteous = (acts: readonly Act[], readings: readonly Reading[]): Understood => {
  if (acts.length > 0) return { acts, confidence: 0.97, readings };
  const nods = readings.some((reading) => hasCue(reading.clause.units, 'yes'));
  return nods ? { acts: [{ act: 'thanks' }], confidence: 0.86, readings } : { acts: [], confidence: 0.2, readings };
};

/** "Thanks Fatima": courtesy and one word that asks for nothing we know of. */
const isGreetingByName = (readings: readonly Reading[], polite: readonly Act[]): boolean => {
  const burdened = readings.flatMap((reading) => reading.scene.units.filter((unit) => burdenOf(unit) > 0));
  const isQuestion = readings.some((reading) =>
    hasCue(reading.clause.units, 'have', 'describe', 'howTo', 'list', 'sell', 'want', 'it'),
  );
  return polite.length > 0 && !isQuestion && burdened.length === 1 && burdened[0]?.kind === 'unknown';
};

const collectingIn = (briefing: Briefing, { vocabulary }: CatalogueIndex): Collecting => {
  const { order } = briefing.dialogue;
  const isAsked = (slot: OrderSlot): boolean => slot === order?.awaiting;
  const missing = orderSlots.filter((slot) => order?.details[slot] === undefined);
  return {
    isOpen: isCollecting(briefing),
    isAwaited: orderSlots.some(isAsked),
    missing: missing.sort((a, b) => Number(isAsked(b)) - Number(isAsked(a))),
    vocabulary,
  };
};

const isForStories = (act: Act): boolean => act.act === 'hand_over' && act.reason === 'unknown';

/** "My order was cancelled, can I cancel free of charge?": the answer to what is asked speaks of what is told as well. */
const answersStoryToo = (whole: Understood, severally: Understood): boolean => {
  const [answer, ...others] = whole.acts;
  const asked = severally.acts.filter((act) => !isForStories(act));
  const isSame = (act: Act): boolean => act.act === 'answer_faq' && answer?.act === act.act && answer.faq === act.faq;
  const tells = asked.length > 0 && asked.length < severally.acts.length;
  return tells && others.length === 0 && whole.confidence >= answersBoth && asked.every(isSame);
};

/** The message as one thought or as several, whichever is understood better. */
export const understandMessage = (briefing: Briefing, index: CatalogueIndex): Understood => {
  const { whole, parts } = clausesOf(briefing.unanswered, collectingIn(briefing, index));
  const pieces = readAll(parts, briefing, index);
  const polite = politeTo(parts);
  if (pieces.every((reading) => reading.isIdle)) return courteous(polite, pieces);
  if (isGreetingByName(pieces, polite)) return { acts: polite, confidence: 0.88, readings: pieces };
  const severally = answeredTo(pieces);
  const isOneThought = parts.length > 1 && !parts.some(corrects);
  const jointly = isOneThought ? answeredTo([understandClause(whole, briefing, index, nothingBefore)]) : severally;
  const isBetter = jointly.confidence > severally.confidence + 0.02 || answersStoryToo(jointly, severally);
  const better = isBetter ? jointly : severally;
  const greeting = polite.filter((act) => act.act === 'greet');
  return { ...better, acts: mergeActs([...greeting, ...better.acts]) };
};
