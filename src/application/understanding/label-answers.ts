import type { Clock } from '#application/ports/clock';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import type { TenantStore } from '#application/ports/tenant-store';
import { askedIn } from '#application/understanding/asked-in';
import type { Turn } from '#domain/conversation/turn';
import type { ConversationId, TenantId, TurnId } from '#domain/shared/ids';
import type { LabelSource } from '#domain/understanding/confidence/answer-label';

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly bus: LiveBus;
  readonly telemetry: Telemetry;
};

export type Judgement = { readonly isRight: boolean; readonly source: LabelSource };

/** How far back it is looked for the answer that somebody's deed is about. */
const turnsLookedAt = 10;
const longestAsked = 500;

const idOfChoice = (choiceId: string): string => choiceId.slice(choiceId.indexOf(':') + 1);

const saidBy = ({ replies, suggested = [] }: Turn): string =>
  (replies.length > 0
    ? replies.map(({ content }) => (content.type === 'text' ? content.text : ''))
    : suggested.map(({ text }) => text)
  ).join('\n\n');

const isSilence = ({ outcome }: Turn): boolean => outcome === 'silence';

/**
 * Turns what people do about answers into labels, by which confidence is calibrated. It never fails what it is told of: that is
 * done, and a label less is no harm.
 */
export class LabelAnswers {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** Somebody judged the answer of a turn. */
  turn(tenantId: TenantId, turnId: TurnId, judgement: Judgement): Promise<void> {
    return this.#quietly(tenantId, async (store) => {
      const turn = await store.turns.find(turnId);
      if (turn !== null) await this.#label(store, turn, judgement);
    });
  }

  /**
   * A person wrote to the customer. What the assistant had said or suggested last was not enough, unless these are its words: the
   * customer has written nothing since, so it is about the same question.
   */
  written(tenantId: TenantId, conversationId: ConversationId, text: string, inboundSeq: number): Promise<void> {
    return this.#quietly(tenantId, async (store) => {
      const [last] = (await this.#turns(store, conversationId)).filter((turn) => !isSilence(turn));
      if (last === undefined || last.uptoSeq !== inboundSeq || saidBy(last).trim() === '') return;
      const isRight = saidBy(last).trim() === text.trim();
      await this.#label(store, last, { isRight, source: isRight ? 'sent' : 'overtaken' });
    });
  }

  /** The customer picked one of the choices that were offered instead of an answer: right was whatever leads there. */
  tapped(tenantId: TenantId, conversationId: ConversationId, by: TurnId, choiceId: string): Promise<void> {
    return this.#quietly(tenantId, async (store) => {
      const offering = (await this.#before(store, conversationId, by)).find(({ replies }) =>
        replies.some(({ choices }) => choices.some(({ id }) => id === choiceId)),
      );
      const proposed = offering?.trace.reading?.proposed ?? null;
      if (offering === undefined || proposed === null) return;
      await this.#label(store, offering, { isRight: proposed.includes(idOfChoice(choiceId)), source: 'tapped' });
    });
  }

  /** The customer said thanks for what the assistant had answered. A person's judgement of the same answer counts more. */
  thanked(tenantId: TenantId, conversationId: ConversationId, by: TurnId): Promise<void> {
    return this.#quietly(tenantId, async (store) => {
      const [answer] = await this.#before(store, conversationId, by);
      if (answer?.outcome !== 'reply' || (await store.answerLabels.find(answer.id)) !== null) return;
      await this.#label(store, answer, { isRight: true, source: 'thanked' });
    });
  }

  /** A person approved what the assistant had prepared. The turn that made the order followed a tap; those before it understood. */
  approved(tenantId: TenantId, conversationId: ConversationId): Promise<void> {
    return this.#quietly(tenantId, async (store) => {
      const understood = (await this.#turns(store, conversationId)).find(
        ({ trace }) => trace.reading?.proposed?.startsWith('order:') === true,
      );
      if (understood !== undefined) await this.#label(store, understood, { isRight: true, source: 'approved' });
    });
  }

  async #turns(store: TenantStore, conversationId: ConversationId): Promise<readonly Turn[]> {
    return (await store.turns.page(conversationId, { after: null, limit: turnsLookedAt })).items;
  }

  /** The turns before one, newest first. */
  async #before(store: TenantStore, conversationId: ConversationId, id: TurnId): Promise<readonly Turn[]> {
    const turns = await this.#turns(store, conversationId);
    return turns.slice(turns.findIndex((turn) => turn.id === id) + 1);
  }

  async #label(store: TenantStore, turn: Turn, { isRight, source }: Judgement): Promise<void> {
    const proposed = turn.trace.reading?.proposed ?? null;
    if (proposed === null) return;
    const asked = (await askedIn(store, turn)).slice(0, longestAsked);
    if (asked.trim() === '') return;
    const { tenantId, id: turnId, conversationId, confidence } = turn;
    const at = this.#deps.clock.now();
    const label = { tenantId, turnId, conversationId, asked, proposed, confidence, isRight, source, at };
    await store.answerLabels.save(label);
    this.#deps.bus.publish({ kind: 'settings', tenantId, area: 'assistants' });
  }

  async #quietly(tenantId: TenantId, work: (store: TenantStore) => Promise<void>): Promise<void> {
    try {
      await work(this.#deps.store.tenant(tenantId));
    } catch (error) {
      this.#deps.telemetry.error('label.not_kept', error, { tenantId });
    }
  }
}
