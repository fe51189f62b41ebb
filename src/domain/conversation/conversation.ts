import type { Dialogue } from '#domain/conversation/dialogue';
import type { HumanActor } from '#domain/shared/actor';
import { DomainError } from '#domain/shared/domain-error';
import type { ChannelId, ConversationId, CustomerId, TenantId, UserId } from '#domain/shared/ids';

/** `assistant`: it answers. `waiting`: a person was called and none has come yet. `human`: a person has it; the assistant is silent. */
export type ConversationMode = 'assistant' | 'waiting' | 'human';

export const escalationReasons = [
  'low_confidence',
  'guard_refusal',
  'customer_asked',
  'keyword',
  'anger',
  'repeated_misunderstanding',
  'provider_failure',
  'assistant_off',
  'unreadable_message',
  'poisoned_turn',
  'while_away',
  /** The answer is written, and a person is to send it (BEY-4). */
  'awaiting_approval',
] as const;
/** Why a person was called (INB-2). */
export type EscalationReason = (typeof escalationReasons)[number];

export type Escalation = { readonly reason: EscalationReason; readonly at: Date };

export class AlreadyWithAnotherHuman extends DomainError {
  readonly code = 'conversation.already_with_another_human';
  readonly kind = 'conflict';
}
export class NotWithHuman extends DomainError {
  readonly code = 'conversation.not_with_human';
  readonly kind = 'conflict';
}
export class ConversationClosed extends DomainError {
  readonly code = 'conversation.closed';
  readonly kind = 'conflict';
}

export type ConversationState = {
  readonly id: ConversationId;
  readonly tenantId: TenantId;
  readonly customerId: CustomerId;
  readonly channelId: ChannelId;
  readonly status: 'open' | 'closed';
  readonly mode: ConversationMode;
  /** The conversation's own kill switch (AI-7). */
  readonly assistantOn: boolean;
  /** Grows with each take-over; what the assistant wrote in an older epoch may not leave. */
  readonly epoch: number;
  readonly holder: UserId | null;
  /** Whose task it is. Somebody else may hold it for a while. */
  readonly assignee: UserId | null;
  /** Lower-cased words of the team's, at most 20. */
  readonly tags: readonly string[];
  readonly escalation: Escalation | null;
  /** What the assistant is in the middle of: an order being filled, choices on offer. */
  readonly dialogue: Dialogue;
  readonly resolution: string | null;
  readonly createdAt: Date;
  /** First answer by anybody, and when it was closed: for the times people are measured by (INB-3). */
  readonly firstResponseAt: Date | null;
  readonly closedAt: Date | null;
  readonly version: number;
};

/** Counters the store moves by itself as messages come and go; nobody saves them. */
export type ConversationCounters = {
  /** The last message's number. */
  readonly lastSeq: number;
  /** The last inbound message's number. */
  readonly inboundSeq: number;
  /** The last inbound number a turn or a person has dealt with. */
  readonly answeredSeq: number;
  readonly lastMessageAt: Date;
  readonly lastInboundAt: Date | null;
};

/** What a turn means for its conversation. */
export type TurnConsequence = {
  readonly epoch: number;
  readonly escalation: EscalationReason | null;
  readonly withdrawsEscalation: boolean;
  readonly dialogue: Dialogue;
  readonly replies: readonly unknown[];
};

/** One customer's thread on one channel. Invariant: while a person holds it the assistant cannot act in it. */
export class Conversation {
  readonly state: ConversationState;
  readonly counters: ConversationCounters;

  constructor(state: ConversationState, counters: ConversationCounters) {
    this.state = state;
    this.counters = counters;
  }

  get hasUnanswered(): boolean {
    return this.counters.inboundSeq > this.counters.answeredSeq;
  }

  /** May the assistant act here at all? The kill switches of tenant and platform are asked elsewhere. */
  get assistantMayAct(): boolean {
    return this.state.status === 'open' && this.state.mode !== 'human' && this.state.assistantOn;
  }

  /**
   * @throws {AlreadyWithAnotherHuman} somebody else holds it and `force` is not set. @throws {ConversationClosed}
   * Taking over again what one already holds changes nothing; what is answered from the phone may be had by anybody.
   */
  takeOver(by: HumanActor, force: boolean): Conversation {
    this.#assertOpen();
    if (this.state.mode === 'human') {
      if (this.state.holder === by.userId) return this;
      if (this.state.holder !== null && !force)
        throw new AlreadyWithAnotherHuman('a colleague already holds this conversation', { holder: this.state.holder });
    }
    return this.#with({
      mode: 'human',
      holder: by.userId,
      epoch: this.state.epoch + 1,
      escalation: this.state.escalation,
    });
  }

  /**
   * Somebody of the business answered from the phone itself (WA-9): the assistant falls silent, and nobody of the team holds
   * it unless somebody did. @throws {ConversationClosed}
   */
  takenOverOnPhone(): Conversation {
    this.#assertOpen();
    if (this.state.mode === 'human') return this;
    return this.#with({ mode: 'human', holder: null, epoch: this.state.epoch + 1 });
  }

  /**
   * Two customers turned out to be one person, and this conversation goes on where another one ended: who had that one has
   * this one, and what waited there for an answer waits for a person now.
   */
  continuing(ended: Conversation, at: Date): Conversation {
    const { mode, holder, escalation, assignee } = ended.state;
    const kept = this.state.assignee === null ? this.assignTo(assignee) : this;
    if (kept.state.mode === 'human') return kept;
    if (mode === 'human') return kept.#with({ mode, holder, escalation, epoch: kept.state.epoch + 1 });
    const reason = escalation?.reason ?? (ended.hasUnanswered ? 'while_away' : null);
    return reason === null ? kept : kept.escalate(reason, at);
  }

  /** @throws {NotWithHuman} nobody holds it. @throws {ConversationClosed} */
  handBack(): Conversation {
    this.#assertOpen();
    if (this.state.mode === 'assistant') throw new NotWithHuman('the assistant already has this conversation', {});
    return this.#with({ mode: 'assistant', holder: null, escalation: null });
  }

  /** Calls a person. A conversation a person already has, or that already waits, stays as it is. */
  escalate(reason: EscalationReason, at: Date): Conversation {
    if (this.state.mode !== 'assistant') return this;
    return this.#with({ mode: 'waiting', escalation: { reason, at } });
  }

  /** @throws {ConversationClosed} it is closed already. */
  close(resolution: string | null, at: Date): Conversation {
    this.#assertOpen();
    return this.#with({
      status: 'closed',
      resolution,
      closedAt: at,
      epoch: this.state.epoch + 1,
      holder: null,
      mode: 'assistant',
    });
  }

  /** Makes it somebody's task, or nobody's: also of a closed one, which may need a look. */
  assignTo(assignee: UserId | null): Conversation {
    return assignee === this.state.assignee ? this : this.#with({ assignee });
  }

  /** @param tags as `tagsOf` leaves them. */
  withTags(tags: readonly string[]): Conversation {
    return this.#with({ tags });
  }

  switchAssistant(on: boolean): Conversation {
    return this.#with({ assistantOn: on, epoch: on ? this.state.epoch : this.state.epoch + 1 });
  }

  /**
   * The state once a turn is applied. A turn decided before a person stepped in (an older epoch) changes nothing here.
   */
  afterTurn(turn: TurnConsequence, at: Date): Conversation {
    if (turn.epoch !== this.state.epoch || this.state.mode === 'human' || this.state.status === 'closed') return this;
    const settled =
      turn.withdrawsEscalation && this.state.mode === 'waiting'
        ? this.#with({ mode: 'assistant', escalation: null })
        : this;
    const moved = turn.escalation === null ? settled : settled.escalate(turn.escalation, at);
    return moved.#with({
      dialogue: turn.dialogue,
      firstResponseAt: this.state.firstResponseAt ?? (turn.replies.length > 0 ? at : null),
    });
  }

  /** A person sent what was suggested: nobody is awaited any more, and the assistant goes on from there. */
  suggestionSent(dialogue: Dialogue, at: Date): Conversation {
    const reason = this.state.mode === 'waiting' ? this.state.escalation?.reason : undefined;
    const isSettled = reason === 'awaiting_approval' || reason === 'low_confidence';
    const settled = isSettled ? this.#with({ mode: 'assistant', escalation: null }) : this;
    return settled.#with({ dialogue, firstResponseAt: this.state.firstResponseAt ?? at });
  }

  /** A person wrote: the clock of the first response stops. */
  answeredByHuman(at: Date): Conversation {
    return this.state.firstResponseAt === null ? this.#with({ firstResponseAt: at }) : this;
  }

  #assertOpen(): void {
    if (this.state.status === 'closed') throw new ConversationClosed('the conversation is closed', {});
  }

  #with(changes: Partial<ConversationState>): Conversation {
    return new Conversation({ ...this.state, ...changes }, this.counters);
  }
}
