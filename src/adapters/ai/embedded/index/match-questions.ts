import { burdenOf } from '../reading/burden.js';
import type { Unit } from '../reading/unit.js';
import { type Form, formOf, runsOf, shareOf } from './form.js';
import type { Entry, InvertedIndex } from './inverted-index.js';

/** An entry of an index of questions, by its place, and P(it is what the text asks), 0..1. */
export type QuestionMatch = { readonly id: number; readonly confidence: number; readonly exact: boolean };

type Scored = { readonly id: number; readonly fit: number; readonly said: number; readonly runs: number };

const emirates = ['dubai', 'sharjah', 'ajman', 'abuDhabi', 'rak', 'fujairah', 'ummAlQuwain'];

/** Naming one of these is speaking of the other: who asks about cards asks about paying. */
const implied: ReadonlyMap<string, readonly string[]> = new Map([
  ['card', ['pay']],
  ['cash', ['pay']],
  ['weekend', ['hours']],
  ...emirates.map((each): [string, readonly string[]] => [each, ['uae', 'area']]),
]);
const impliedBy = (key: string): readonly string[] => implied.get(key) ?? [];

/** What of a message an entry's answer says word for word, three words at least: "confirm the appointment". */
type Quoted = { readonly keys: ReadonlySet<string>; readonly runs: number };

const nothing: Quoted = { keys: new Set(), runs: 0 };

const quotedIn = (index: InvertedIndex, canonical: string): ReadonlyMap<number, Quoted> => {
  const found = new Map<number, Quoted>();
  for (const run of runsOf(canonical))
    for (const id of index.answering(run)) {
      const { keys, runs } = found.get(id) ?? nothing;
      found.set(id, { keys: new Set([...keys, ...formOf(run).keys]), runs: runs + 1 });
    }
  return found;
};

/** How well a key of the message is accounted for by an FAQ: its own phrasing, another one, or only its answer. */
const accountedFor = (key: string, form: Form, entry: Entry, inAnswer: ReadonlySet<string>): number => {
  if (form.keys.has(key) || inAnswer.has(key)) return 1;
  if (impliedBy(key).some((other) => form.keys.has(other))) return 0.9;
  if (entry.forms.some((other) => other.keys.has(key))) return 0.85;
  return entry.context.has(key) ? 0.75 : impliedBy(key).some((other) => entry.context.has(other)) ? 0.7 : 0;
};

/** The share of the message this FAQ accounts for. Words that ask for nothing need no account. */
const coverageOfMessage = (
  index: InvertedIndex,
  units: readonly Unit[],
  form: Form,
  entry: Entry,
  inAnswer: ReadonlySet<string>,
): number => {
  let matched = 0;
  let whole = 0;
  for (const unit of units) {
    const account = accountedFor(unit.key, form, entry, inAnswer) * unit.fidelity;
    if (account === 0 && burdenOf(unit) === 0) continue;
    const weight = Math.max(shareOf(unit), account === 0 ? burdenOf(unit) : 0) * index.rarity(unit.key);
    whole += weight;
    matched += weight * account;
  }
  return whole === 0 ? 0 : matched / whole;
};

/** "How do I order?" does not answer "I'll take it": a form that asks how is not for one who acts. */
const asksElse = (form: Form, said: ReadonlySet<string>): boolean =>
  form.keys.has('howTo') && !said.has('howTo') && (said.has('order') || said.has('cancel'));

const coverageOfForm = (index: InvertedIndex, form: Form, said: ReadonlySet<string>): number => {
  let matched = 0;
  let whole = 0;
  for (const [key, share] of form.shares) {
    whole += share * index.rarity(key);
    if (said.has(key)) matched += share * index.rarity(key);
  }
  return whole === 0 ? 0 : matched / whole;
};

/** The share of the message that an answer says word for word. */
const shareInAnswer = (index: InvertedIndex, units: readonly Unit[], inAnswer: ReadonlySet<string>): number => {
  if (inAnswer.size === 0) return 0;
  const weightOf = (unit: Unit): number => shareOf(unit) * index.rarity(unit.key);
  const whole = units.reduce((sum, unit) => sum + weightOf(unit), 0);
  const said = units.filter((unit) => inAnswer.has(unit.key)).reduce((sum, unit) => sum + weightOf(unit), 0);
  return whole === 0 ? 0 : said / whole;
};

const scored = (
  index: InvertedIndex,
  id: number,
  units: readonly Unit[],
  { keys: inAnswer, runs }: Quoted = nothing,
): Scored => {
  const said = new Set(units.map((unit) => unit.key));
  const meant = new Set([...said, ...[...said].flatMap(impliedBy)]);
  const entry = index.entries[id];
  const quoted = shareInAnswer(index, units, inAnswer);
  let best: Scored = { id, fit: 0, said: 0, runs };
  for (const form of entry?.forms ?? []) {
    const ofMessage = coverageOfMessage(index, units, form, entry as Entry, inAnswer);
    const ofForm = Math.max(quoted, coverageOfForm(index, form, meant));
    const fit = ofMessage ** 1.3 * (0.55 + 0.45 * ofForm) * (asksElse(form, said) ? 0.7 : 1);
    if (fit > best.fit) best = { id, fit, said: ofMessage, runs };
  }
  return best;
};

/** The questions nearest to a text, best first, at most five. Confident only when both sides are covered and no other comes near. */
export const matchQuestions = (
  index: InvertedIndex,
  units: readonly Unit[],
  canonical: string,
): readonly QuestionMatch[] => {
  const exact = index.exactly(canonical);
  const weights = new Map(units.map((unit) => [unit.key, shareOf(unit) * index.rarity(unit.key) * unit.fidelity]));
  const answers = quotedIn(index, canonical);
  const ranked = [...new Set([...index.nearest(weights, 24), ...answers.keys()])]
    .map((id) => scored(index, id, units, answers.get(id)))
    .filter((each) => each.fit > 0.05)
    .sort((a, b) => b.fit - a.fit || b.runs - a.runs || a.id - b.id)
    .slice(0, 5);
  const confidenceAt = (at: number): number => {
    const own = ranked[at] as Scored;
    const rival = ranked.find((_, other) => other !== at)?.fit ?? 0;
    const margin = Math.max(0, 1 - rival / own.fit);
    return Math.min(0.97, own.fit + (1 - own.fit) * 0.6 * margin * own.said ** 2);
  };
  const near = ranked.map((each, at) => ({ id: each.id, confidence: confidenceAt(at), exact: false }));
  const first = exact.map((id) => ({ id, confidence: exact.length === 1 ? 0.99 : 0.6, exact: true }));
  return [...first, ...near.filter((each) => !exact.includes(each.id))];
};
