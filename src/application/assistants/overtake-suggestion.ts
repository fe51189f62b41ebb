import type { TenantStore } from '#application/ports/tenant-store';
import type { ConversationId } from '#domain/shared/ids';
import { StaleWrite } from '#domain/shared/stale-write';

/** A person wrote something of their own: what waits to be sent there is out of date, and is sent by nobody any more. */
export const overtakeSuggestion = async (
  { suggestions }: TenantStore,
  conversationId: ConversationId,
  by: string,
  at: Date,
): Promise<void> => {
  const open = await suggestions.open(conversationId);
  if (open === null) return;
  try {
    await suggestions.save(open.decide('overtaken', by, at));
  } catch (error) {
    // Somebody decided about it in this moment: that stands.
    if (!(error instanceof StaleWrite)) throw error;
  }
};
