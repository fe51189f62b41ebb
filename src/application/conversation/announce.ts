import type { LiveBus } from '#application/ports/live-bus';
import type { ConversationId, TenantId } from '#domain/shared/ids';

/** Tells the screens that somebody changed a conversation; `messages` too where what was queued may have gone or come. */
export const announceConversation = (
  bus: LiveBus,
  tenantId: TenantId,
  conversationId: ConversationId,
  withMessages = false,
): void => {
  bus.publish({ kind: 'conversation', tenantId, conversationId });
  if (withMessages) bus.publish({ kind: 'messages', tenantId, conversationId });
};
