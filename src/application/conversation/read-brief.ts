import { type Principal, tenantFor } from '#application/identity/principal';
import { found } from '#application/not-found';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import type { Verdict } from '#domain/assistant/verdict';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { EscalationReason } from '#domain/conversation/conversation';
import { readableText } from '#domain/conversation/message-content';
import type { Turn } from '#domain/conversation/turn';
import { type ConversationId, FaqId, ServiceId, type SuggestionId, type TurnId } from '#domain/shared/ids';
import { textIn } from '#domain/shared/language';

export type BriefEvidence = { readonly id: string; readonly label: string; readonly score: number };

/** All that a person needs who comes into a conversation the assistant has stopped in (BEY-8). */
export type Brief = {
  readonly turnId: TurnId;
  readonly reason: EscalationReason;
  /** What the customer wrote that was not answered. */
  readonly asked: readonly string[];
  readonly evidence: readonly BriefEvidence[];
  readonly acts: readonly string[];
  readonly confidence: number;
  /** What it was held against; `null` for turns from before that was noted. */
  readonly threshold: number | null;
  /** What the guard refused. */
  readonly refused: readonly Verdict[];
  /** What it would have said; empty when it had nothing to say. */
  readonly suggested: readonly string[];
  /** Where the answer waits to be sent. */
  readonly suggestionId: SuggestionId | null;
  readonly at: Date;
};

const turnsLookedAt = 20;

const labelled = (line: string, { services, faqs }: CatalogueSnapshot): BriefEvidence => {
  const [id = '', score = ''] = line.split(' ');
  const service = services.get(ServiceId(id));
  const label = service === undefined ? faqs.get(FaqId(id))?.questions[0] : textIn(service.name, 'en');
  const number = Number(score);
  return { id, label: label ?? id, score: Number.isFinite(number) ? number : 0 };
};

/** What was asked, what was found, why it stopped, and what it would say. `null`: it has not stopped. */
export class ReadBrief {
  readonly #store: Store;
  constructor(deps: { readonly store: Store }) {
    this.#store = deps.store;
  }

  /** @throws {NotFound} */
  async execute({ by, conversationId }: { by: Principal; conversationId: ConversationId }): Promise<Brief | null> {
    const store = this.#store.tenant(tenantFor(by, 'conversations.read'));
    const { state } = found(await store.conversations.find(conversationId), 'conversation');
    if (state.escalation === null) return null;
    const turns = await store.turns.page(conversationId, { after: null, limit: turnsLookedAt });
    const turn = turns.items.find(({ escalation }) => escalation !== null);
    if (turn?.escalation === undefined || turn.escalation === null) return null;
    return this.#about(store, turn, turn.escalation);
  }

  async #about(store: TenantStore, turn: Turn, reason: EscalationReason): Promise<Brief> {
    const { trace } = turn;
    const [first = turn.uptoSeq] = trace.inboundSeqs;
    const messages = await store.messages.since(turn.conversationId, first - 1, turn.uptoSeq - first + 1);
    const catalogue = await store.catalogue.snapshot();
    const suggestion = await store.suggestions.open(turn.conversationId);
    return {
      turnId: turn.id,
      reason,
      asked: messages
        .filter(({ seq }) => trace.inboundSeqs.includes(seq))
        .map(({ content }) => readableText(content))
        .filter((text) => text.trim() !== ''),
      evidence: trace.evidence.map((line) => labelled(line, catalogue)),
      acts: trace.acts ?? [],
      confidence: turn.confidence,
      threshold: trace.threshold ?? null,
      refused: turn.verdicts.filter(({ outcome }) => outcome === 'veto'),
      suggested: (turn.suggested ?? []).map(({ text }) => text),
      suggestionId: suggestion?.state.turnId === turn.id ? suggestion.state.id : null,
      at: turn.decidedAt,
    };
  }
}
