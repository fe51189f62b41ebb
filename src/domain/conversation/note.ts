import type { ConversationId, NoteId, TenantId, UserId } from '#domain/shared/ids';

/** What the team tells itself about a conversation. Never sent, never read by the assistant. */
export type Note = {
  readonly id: NoteId;
  readonly tenantId: TenantId;
  readonly conversationId: ConversationId;
  readonly by: UserId;
  readonly byName: string;
  readonly text: string;
  readonly at: Date;
};
