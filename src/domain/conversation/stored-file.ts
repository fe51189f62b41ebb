import type { ConversationId, FileId, TenantId, UserId, VisitorId } from '#domain/shared/ids';

/** What an upload may be, told by its content and never by its name or its sender. */
export const storableTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf'] as const;
export type StorableType = (typeof storableTypes)[number];

/** What is kept of what customers send on WhatsApp; all else is kept as `application/octet-stream`. */
export const keptTypes = [
  ...storableTypes,
  'audio/ogg',
  'audio/mpeg',
  'audio/mp4',
  'video/mp4',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/octet-stream',
] as const;
export type KeptType = (typeof keptTypes)[number];

/** A browser shows or plays it by itself, and it can hold no script. All else is for saving only. */
export const isShownInPlace = (type: KeptType): boolean => /^(?:image|audio|video)\//.test(type);

/** The largest upload, in bytes. */
export const largestFile = 10 * 1_048_576;
/** The largest file that is kept of what came on WhatsApp, in bytes. */
export const largestMedia = 16 * 1_048_576;

/** A file we hold; its bytes are in the blob store under (tenant, id). */
export type StoredFile = {
  readonly id: FileId;
  readonly tenantId: TenantId;
  readonly name: string;
  readonly mimeType: KeptType;
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly owner:
    | { readonly kind: 'user'; readonly userId: UserId }
    | { readonly kind: 'visitor'; readonly visitorId: VisitorId }
    /** Somebody on WhatsApp, or the owner's phone. */
    | { readonly kind: 'whatsapp' };
  /** Set once a message shows it. */
  readonly conversationId: ConversationId | null;
  readonly createdAt: Date;
};
