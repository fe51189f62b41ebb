import type { ConversationId, FileId, TenantId, UserId, VisitorId } from '#domain/shared/ids';

/** What an upload may be, told by its content and never by its name or its sender. */
export const storableTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf'] as const;
export type StorableType = (typeof storableTypes)[number];

/** The largest upload, in bytes. */
export const largestFile = 10 * 1_048_576;

/** A file we hold; its bytes are in the blob store under (tenant, id). */
export type StoredFile = {
  readonly id: FileId;
  readonly tenantId: TenantId;
  readonly name: string;
  readonly mimeType: StorableType;
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly owner:
    | { readonly kind: 'user'; readonly userId: UserId }
    | { readonly kind: 'visitor'; readonly visitorId: VisitorId };
  /** Set once a message shows it. */
  readonly conversationId: ConversationId | null;
  readonly createdAt: Date;
};
