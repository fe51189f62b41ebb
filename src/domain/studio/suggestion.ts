import type { Dialogue } from '#domain/conversation/dialogue';
import type { OfferedChoice } from '#domain/conversation/message';
import type { AssistantId, ConversationId, SuggestionId, TenantId, TurnId } from '#domain/shared/ids';
import { assertTransition, type Transitions } from '#domain/shared/state-machine';

/** `overtaken`: the customer wrote again, or a person wrote something of their own, before anybody looked. */
export type SuggestionStatus = 'open' | 'sent' | 'edited' | 'rejected' | 'overtaken';

const transitions: Transitions<SuggestionStatus> = {
  open: ['sent', 'edited', 'rejected', 'overtaken'],
  sent: [],
  edited: [],
  rejected: [],
  overtaken: [],
};

export type SuggestedReply = { readonly text: string; readonly choices: readonly OfferedChoice[] };

/** What the assistant would have said, for a person to send (BEY-4). */
export type SuggestionState = {
  readonly id: SuggestionId;
  readonly tenantId: TenantId;
  readonly conversationId: ConversationId;
  readonly turnId: TurnId;
  readonly assistantId: AssistantId;
  readonly status: SuggestionStatus;
  readonly replies: readonly SuggestedReply[];
  /** What it would have done, by which agreement is counted. */
  readonly acts: readonly string[];
  /** The same, each with what it is about where that is one thing. Suggestions from before have none. */
  readonly intents?: readonly string[];
  readonly confidence: number;
  /** What the conversation is in the middle of once this was said. */
  readonly dialogue: Dialogue;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly createdAt: Date;
  readonly version: number;
};

export class Suggestion {
  readonly state: SuggestionState;
  constructor(state: SuggestionState) {
    this.state = state;
  }

  /** @throws {IllegalTransition} somebody decided about it before. */
  decide(status: Exclude<SuggestionStatus, 'open'>, by: string | null, at: Date): Suggestion {
    assertTransition('suggestion', transitions, this.state.status, status);
    return new Suggestion({ ...this.state, status, decidedBy: by, decidedAt: at });
  }
}
