import type { Briefing } from '#domain/assistant/briefing';
import type { Act, Proposal } from '#domain/assistant/proposal';
import { quotationFor } from '#domain/knowledge/quotation-for';
import type { FaqId, ServiceId } from '#domain/shared/ids';
import type { CatalogueIndex } from './index/catalogue-index.js';
import { languageOf } from './reading/language.js';
import type { Reading } from './understand-clause.js';
import { understandMessage } from './understand-message.js';

const maxEvidence = 10;
const maxSuggestions = 3;
/** A candidate weaker than this would be noise, even as a suggestion. */
const worthSuggesting = 0.3;
/** What a message that was not understood is worth at most, so that a person sees it. */
const guessing = 0.45;

type Candidate = { readonly id: ServiceId | FaqId; readonly kind: 'service' | 'faq'; readonly score: number };

const candidatesOf = (readings: readonly Reading[]): readonly Candidate[] => {
  const all = readings.flatMap(({ scene }): readonly Candidate[] => [
    ...scene.faqs.map((match): Candidate => ({ id: match.faq.id, kind: 'faq', score: match.confidence })),
    ...(scene.subject?.mentions ?? []).flatMap((mention) =>
      mention.services.slice(0, 5).map(
        (service): Candidate => ({
          id: service.id,
          kind: 'service',
          score: mention.fit * (0.5 + 0.5 * mention.coverage),
        }),
      ),
    ),
  ]);
  const best = new Map<string, Candidate>();
  for (const each of all) if (each.score > (best.get(each.id)?.score ?? 0)) best.set(each.id, each);
  return [...best.values()].sort((a, b) => b.score - a.score);
};

const suggestion = (candidates: readonly Candidate[]): Act => {
  const offered = candidates.filter((each) => each.score >= worthSuggesting).slice(0, maxSuggestions);
  if (offered.length === 0) return { act: 'unknown' };
  return {
    act: 'suggest',
    faqs: offered.flatMap((each) => (each.kind === 'faq' ? [each.id as FaqId] : [])),
    services: offered.flatMap((each) => (each.kind === 'service' ? [each.id as ServiceId] : [])),
  };
};

const rounded = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 1_000) / 1_000;

/** A sentence of a document answers where nothing else surely does. */
const sureOfTheRest = 0.85;

type Said = { readonly acts: readonly Act[]; readonly confidence: number };

const quoted = (said: Said, briefing: Briefing): Said => {
  const question = briefing.unanswered.join('\n');
  const found = quotationFor(question, briefing.sentences ?? [], languageOf(question, briefing));
  if (found === null || said.confidence >= sureOfTheRest || found.confidence <= said.confidence) return said;
  const greeting = said.acts.filter((act) => act.act === 'greet');
  const quotation: Act = { act: 'quote_document', sentence: found.sentence.id };
  return { acts: [...greeting, quotation], confidence: found.confidence };
};

/** What to answer: pure, so the same briefing always has the same proposal. */
export const propose = (briefing: Briefing, index: CatalogueIndex): Proposal => {
  const { acts, confidence, readings } = understandMessage(briefing, index);
  const candidates = candidatesOf(readings);
  const answers = acts.some((act) => act.act !== 'greet') || confidence > guessing;
  const isUnderstood = answers && acts.length > 0;
  const guess = { acts: [suggestion(candidates)], confidence: Math.min(confidence, guessing) };
  const said = quoted(isUnderstood ? { acts, confidence } : guess, briefing);
  const sentences = (briefing.sentences ?? []).map(({ id, score }) => ({ id, score }));
  return {
    language: languageOf(briefing.unanswered.join('\n'), briefing),
    acts: said.acts,
    confidence: rounded(said.confidence),
    ...(briefing.understanding && { none: briefing.understanding.noneOf(briefing.unanswered.join('\n')) }),
    evidence: [...candidates, ...sentences].slice(0, maxEvidence).map((each) => `${each.id} ${each.score.toFixed(2)}`),
  };
};
