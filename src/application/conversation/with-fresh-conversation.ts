import { found } from '#application/not-found';
import type { TenantStore } from '#application/ports/tenant-store';
import type { Conversation } from '#domain/conversation/conversation';
import type { ConversationId } from '#domain/shared/ids';
import { StaleWrite } from '#domain/shared/stale-write';

const mostTries = 5;

/**
 * Reads a conversation and saves what `change` makes of it; when somebody saved it meanwhile, decides anew on what they left.
 * @throws {NotFound} @throws {StaleWrite} after five lost races.
 */
export const withFreshConversation = async (
  store: TenantStore,
  id: ConversationId,
  change: (conversation: Conversation) => Promise<Conversation>,
): Promise<Conversation> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await change(found(await store.conversations.find(id), 'conversation'));
    } catch (error) {
      if (!(error instanceof StaleWrite) || tries >= mostTries) throw error;
    }
  }
};
