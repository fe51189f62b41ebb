import type { ConversationId, DocumentId, MessageId, StudioRunId, TenantId, TurnId } from '#domain/shared/ids';

/** A job names what to look at, never what to do it with: the store is the truth, and losing every job loses nothing. */
export type Job =
  | { readonly kind: 'take_turn'; readonly tenantId: TenantId; readonly conversationId: ConversationId }
  | { readonly kind: 'apply_turn'; readonly tenantId: TenantId; readonly turnId: TurnId }
  | { readonly kind: 'read_document'; readonly tenantId: TenantId; readonly documentId: DocumentId }
  | { readonly kind: 'embed_knowledge'; readonly tenantId: TenantId }
  | { readonly kind: 'studio_run'; readonly tenantId: TenantId; readonly runId: StudioRunId }
  | { readonly kind: 'fetch_media'; readonly tenantId: TenantId; readonly messageId: MessageId }
  | { readonly kind: 'deliver'; readonly tenantId: TenantId; readonly conversationId: ConversationId };

/** Wakes workers. At least once, in no promised order; a job already waiting is not queued twice. */
export interface JobQueue {
  /** @param delayMs not before that many milliseconds from now; an earlier wake of the same job wins. */
  enqueue(job: Job, delayMs?: number): void;
  /** One handler per kind. Concurrency is bounded, and tenants take turns: a busy tenant cannot starve a quiet one. */
  process<Kind extends Job['kind']>(kind: Kind, handler: (job: Extract<Job, { kind: Kind }>) => Promise<void>): void;
  start(): void;
  /** Stops claiming jobs and waits for those under way, `timeoutMs` at most. */
  drain(timeoutMs: number): Promise<void>;
}
