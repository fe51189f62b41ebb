import { EmbeddedLanguageModel } from '#adapters/ai/embedded/embedded-language-model';
import type { Proposal } from '#domain/assistant/proposal';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import { freshDialogue } from '#domain/conversation/dialogue';
import { learn, TenantUnderstanding } from '#domain/understanding/tenant-understanding';
import { quantile } from '#test/bench/measure';
import { drawEpisode, sourceNames, sources } from '#test/fit/episodes';
import { catalogueOf } from '#test/fit/tenant-catalogue';
import { sample } from '#test/support/nlp/data-sets';
import type { ScoreCard } from './score-card.js';
import type { Targets } from './targets.js';

const threshold = 0.85;
const draws = [1, 2, 3, 4];
const faqCount = 20;

type Said = { readonly faq: string | null; readonly isSent: boolean; readonly isCourtesy: boolean };
type TenantSource = 'banking77' | 'clinc150';
type Tally = { sent: number; sentRight: number; own: number; strange: number; strangeSent: number; courtesies: number };

/** The whole engine on one question: what it would send, and whether that is the right answer. */
const engine = (catalogue: CatalogueSnapshot, understanding: TenantUnderstanding | null) => {
  const model = new EmbeddedLanguageModel();
  return async (text: string): Promise<Said> => {
    const briefing = {
      catalogue,
      understanding,
      unanswered: [text],
      history: [],
      dialogue: freshDialogue,
      languages: ['en', 'ar'] as const,
      defaultLanguage: 'en' as const,
    };
    const { acts, confidence } = (await model.propose(briefing)).proposal as Proposal;
    const asksPerson = acts.every((act) => ['hand_over', 'suggest', 'unknown'].includes(act.act));
    const answer = acts.find((act) => act.act === 'answer_faq');
    const isCourtesy = acts.every((act) => ['greet', 'thanks', 'goodbye', 'identify'].includes(act.act));
    return { faq: answer?.faq ?? null, isSent: confidence >= threshold && !asksPerson, isCourtesy };
  };
};

type Asked = { readonly text: string; readonly label: string | null };

const count = (tally: Tally, label: string | null, { faq, isSent, isCourtesy }: Said): void => {
  const isRight = label !== null && faq === label;
  tally.own += label === null ? 0 : 1;
  tally.strange += label === null ? 1 : 0;
  if (!isSent) return;
  tally.sent += 1;
  tally.sentRight += isRight ? 1 : 0;
  tally.strangeSent += label === null ? 1 : 0;
  tally.courtesies += label === null && isCourtesy ? 1 : 0;
};

const play = async (all: Targets, source: TenantSource, shots: number, isTrained: boolean, times: number[]) => {
  const tally: Tally = { sent: 0, sentRight: 0, own: 0, strange: 0, strangeSent: 0, courtesies: 0 };
  const constants = all.constants(source);
  for (const seed of draws) {
    const options = { source, allowed: sourceNames, shots, seed, labels: [faqCount, faqCount + 1] as const };
    const { train, inScope, outOfScope } = drawEpisode(all.sets, options);
    const learnt = isTrained ? learn({ examples: train, synonyms: [] }, constants) : null;
    const ask = engine(catalogueOf(train), learnt && new TenantUnderstanding(learnt, constants));
    const strangers = sample(outOfScope, 50, seed).map(({ text }) => ({ text, label: null }));
    const asked: readonly Asked[] = [...sample(inScope, 150, seed), ...strangers];
    for (const { text, label } of asked) {
      const startedAt = performance.now();
      const said = await ask(text);
      times.push(performance.now() - startedAt);
      count(tally, label, said);
    }
  }
  return tally;
};

/** A tenant of 20 FAQs whose customers ask for something else one time in four, through the whole engine. */
export const asATenant = async (all: Targets, card: ScoreCard): Promise<void> => {
  const times: number[] = [];
  for (const source of ['banking77', 'clinc150'] as const) {
    const { train, questions } = sources[source];
    if (!all.sets.has(train, questions)) {
      card.skip(`tenant_${source}`, [train, questions]);
      continue;
    }
    for (const shots of [2, 3, 5])
      for (const isTrained of [false, true]) {
        const tally = await play(all, source, shots, isTrained, times);
        const name = `tenant_${source}_20x${shots}_${isTrained ? 'trained' : 'word_lists_alone'}`;
        const line = { unit: 'share', n: tally.own + tally.strange, scored: questions };
        card.add({ name: `${name}_precision_at_85`, value: tally.sentRight / tally.sent, ...line });
        card.add({ name: `${name}_answered_rightly`, value: tally.sentRight / tally.own, ...line });
        const bound = isTrained ? { atLeast: 0.95 } : {};
        const escalated = 1 - tally.strangeSent / tally.strange;
        card.add({ name: `${name}_out_of_scope_escalated`, value: escalated, ...line, ...bound });
        // "Thanks for your help" is among the strangers of these sets, and is answered with a courtesy.
        card.add({ name: `${name}_out_of_scope_courtesies`, value: tally.courtesies / tally.strange, ...line });
      }
  }
  if (times.length === 0) return;
  card.add({ name: 'tenant_propose_p50', value: quantile(times, 0.5), unit: 'ms', n: times.length });
  card.add({ name: 'tenant_propose_p99', value: quantile(times, 0.99), unit: 'ms', n: times.length, atMost: 5 });
};
