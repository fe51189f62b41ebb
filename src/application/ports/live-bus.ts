import type { ConversationId, TenantId } from '#domain/shared/ids';

/** Something changed; who hears it reads the store. Carries ids only. */
export type LiveNotice =
  | { readonly kind: 'messages'; readonly tenantId: TenantId; readonly conversationId: ConversationId }
  | { readonly kind: 'switches'; readonly tenantId: TenantId | null };

/** Tells processes of changes at once. A lost notice costs time, never truth: everybody also re-reads on a short timer. */
export interface LiveBus {
  publish(notice: LiveNotice): void;
  /** The returned function ends the subscription. */
  subscribe(listener: (notice: LiveNotice) => void): () => void;
}
