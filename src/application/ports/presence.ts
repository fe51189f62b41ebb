import type { ConversationId, TenantId, UserId } from '#domain/shared/ids';

export type Present = { readonly userId: UserId; readonly name: string; readonly doing: 'viewing' | 'typing' };

/** Who of the team has which conversation open right now. Forgotten after 30 s without a sign, or with the process. */
export interface Presence {
  show(tenantId: TenantId, conversationId: ConversationId, person: Present): void;
  leave(tenantId: TenantId, conversationId: ConversationId, userId: UserId): void;
  list(tenantId: TenantId, conversationId: ConversationId): readonly Present[];
}
