import type { Briefing } from '#domain/assistant/briefing';
import { intentOf } from './hypotheses/about-items.js';
import { hypothesesOf } from './hypotheses/all.js';
import { calling } from './hypotheses/calling.js';
import type { Hypothesis } from './hypotheses/hypothesis.js';
import type { CatalogueIndex } from './index/catalogue-index.js';
import { matchFaqs } from './index/match-faqs.js';
import { matchServices } from './index/match-services.js';
import type { Mention } from './index/mention.js';
import { mostMatches, type TaughtIntent, taughtIn, withTrained } from './index/trained-faqs.js';
import { amountsIn } from './reading/amounts.js';
import { burdenOf } from './reading/burden.js';
import type { Clause } from './reading/clauses.js';
import { isCollecting } from './reading/found-slot.js';
import { countMentions, loneCount } from './reading/quantities.js';
import type { Intent, Scene, Subject } from './reading/scene.js';
import { subjectOf } from './reading/subject.js';
import { hasCue, isCue } from './reading/unit.js';

/** What the clauses before this one leave behind. */
export type Before = { readonly mentions: readonly Mention[]; readonly intent: Intent | null };
export const nothingBefore: Before = { mentions: [], intent: null };

export type Reading = {
  readonly clause: Clause;
  readonly scene: Scene;
  readonly best: Hypothesis | null;
  /** Says nothing that wants an answer: courtesies, fillers, "ok". */
  readonly isIdle: boolean;
  readonly leaves: Before;
};

const isCourtesy = (key: string): boolean => key === 'greet' || key === 'thanks' || key === 'bye';

const sceneOf = (clause: Clause, briefing: Briefing, index: CatalogueIndex, before: Before): Scene => {
  const units = clause.units.filter(
    (unit) => !(unit.kind === 'cue' && isCourtesy(unit.key)) && !index.ownName.has(unit.key),
  );
  const amounts = amountsIn(clause.text, units);
  const reserved = new Set(amounts.flatMap((amount) => [...amount.units]));
  const { mentions, used } = countMentions(units, matchServices(index, units), reserved, (mention, unit) =>
    mention.services.some((service) => index.contextOf(service.id)?.has(unit.key) === true),
  );
  const found = subjectOf(briefing, units, mentions, before.mentions);
  const subject = recounted(found, loneCount(units, reserved));
  const counts = subject === found ? used : new Set(units.flatMap((unit, at) => (unit.kind === 'number' ? [at] : [])));
  const byWords = matchFaqs(index, clause.everything, clause.canonical);
  const understanding = briefing.understanding ?? null;
  const meant = understanding?.meanings(clause.text, mostMatches) ?? [];
  const faqs = withTrained(byWords, index, understanding, meant);
  return {
    briefing,
    index,
    text: clause.text,
    everything: clause.everything,
    units,
    amounts,
    faqs,
    intent: stillThere(taughtIn(meant, understanding), briefing),
    slots: clause.slots,
    subject,
    counts,
    intentBefore: before.intent,
  };
};

/** A form may have been archived since the training: nothing is known of it then. */
const stillThere = (intent: TaughtIntent | null, { forms }: Briefing): TaughtIntent | null =>
  intent?.target.do === 'ask_form' && forms?.startable.has(intent.target.form) !== true ? null : intent;

/** "3", after "2 sofas, no wait": a count alone is of what was named before. */
const recounted = (subject: Subject | null, count: number | null): Subject | null => {
  const [mention, ...others] = subject?.mentions ?? [];
  if (subject?.origin !== 'earlier' || count === null || mention === undefined || others.length > 0) return subject;
  return { ...subject, mentions: [{ ...mention, quantity: count }] };
};

const leftBy = (scene: Scene, before: Before): Before => {
  if (scene.subject === null || scene.subject.origin === 'topic') return before;
  const intent = intentOf(scene, scene.subject);
  return {
    mentions: scene.subject.mentions,
    intent: intent === 'bare' || intent === 'availability' ? before.intent : intent,
  };
};

const idle = ({ briefing, units, slots, subject, faqs }: Scene): boolean =>
  units.every((unit) => burdenOf(unit) === 0) &&
  slots.every((found) => found.slot === 'name' && !isCollecting(briefing)) &&
  (subject === null || (subject.origin !== 'named' && !hasCue(units, 'order', 'price', 'describe', 'have', 'it'))) &&
  !units.some((unit) => isCue(unit, 'list', 'goods')) &&
  (faqs[0]?.confidence ?? 0) < 0.85;

export const understandClause = (
  clause: Clause,
  briefing: Briefing,
  index: CatalogueIndex,
  before: Before,
): Reading => {
  const scene = sceneOf(clause, briefing, index, before);
  const isIdle = idle(scene) && (calling(scene)?.confidence ?? 0) < 0.85;
  return {
    clause,
    scene,
    isIdle,
    best: isIdle ? null : (hypothesesOf(scene)[0] ?? null),
    leaves: leftBy(scene, before),
  };
};
