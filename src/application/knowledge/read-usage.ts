import { type Principal, tenantFor } from '#application/identity/principal';
import { integerOf } from '#application/input';
import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { Turn } from '#domain/conversation/turn';
import { type DocumentId, FaqId, SentenceId } from '#domain/shared/ids';

type Dependencies = { readonly store: Store; readonly clock: Clock };

export type Usage = {
  readonly days: number;
  /** Turns looked at: the newest, 2,000 at most. */
  readonly turns: number;
  /** Of them, those a question was put to the assistant in. */
  readonly asked: number;
  readonly answeredByFaq: number;
  readonly answeredByDocument: number;
  /** A person was called because nothing was known, or not surely. */
  readonly unanswered: number;
  /** Most used first. */
  readonly faqs: readonly { readonly id: FaqId; readonly question: string; readonly times: number }[];
  readonly documents: readonly { readonly id: DocumentId; readonly title: string; readonly times: number }[];
};

const dayMs = 86_400_000;
const mostTurns = 2_000;
const mostListed = 10;

/** The ids an act of the proposal named; the trace may be clipped, so it is searched rather than parsed. */
const named = (act: string, field: string, { trace }: Turn): readonly string[] =>
  [...trace.proposal.matchAll(new RegExp(`"act":"${act}","${field}":"([a-z]{3}_[0-9a-z-]+)"`, 'g'))].map(
    ([, id = '']) => id,
  );

const isUnanswered = ({ escalation }: Turn): boolean =>
  escalation === 'low_confidence' || escalation === 'repeated_misunderstanding';

const counted = <Id extends string>(ids: readonly Id[]): readonly (readonly [Id, number])[] => {
  const counts = new Map<Id, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).slice(0, mostListed);
};

const documentsUsed = (ids: readonly SentenceId[], { knowledge }: CatalogueSnapshot): Usage['documents'] => {
  const of = ids.flatMap((id) => knowledge?.sentences.get(id)?.documentId ?? []);
  return counted(of).map(([id, times]) => ({ id, title: knowledge?.titles.get(id) ?? '', times }));
};

/** What customers asked lately, and where the answers came from. */
export class ReadKnowledgeUsage {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {InvalidInput} */
  async execute({ by, days = 30 }: { readonly by: Principal; readonly days?: number | undefined }): Promise<Usage> {
    const { store, clock } = this.#deps;
    const { knowledge, catalogue } = store.tenant(tenantFor(by, 'catalogue.read'));
    const asked = integerOf('days', days, 1, 365);
    const since = new Date(clock.now().getTime() - asked * dayMs);
    const turns = await knowledge.newestTurns(since, mostTurns);
    const snapshot = await catalogue.snapshot();
    const sent = turns.filter(({ outcome }) => outcome === 'reply');
    const faqs = sent.flatMap((turn) => named('answer_faq', 'faq', turn).map(FaqId));
    const sentences = sent.flatMap((turn) => named('quote_document', 'sentence', turn).map(SentenceId));
    return {
      days: asked,
      turns: turns.length,
      asked: turns.filter(({ outcome, trace }) => outcome !== 'silence' && trace.provider !== 'rules').length,
      answeredByFaq: faqs.length,
      answeredByDocument: sentences.length,
      unanswered: turns.filter(isUnanswered).length,
      faqs: counted(faqs).map(([id, times]) => ({ id, question: snapshot.faqs.get(id)?.questions[0] ?? '', times })),
      documents: documentsUsed(sentences, snapshot),
    };
  }
}
