import { z } from 'zod';
import type { Job } from '#application/ports/job-queue';
import { ConversationId, DocumentId, MessageId, StudioRunId, TenantId, TurnId } from '#domain/shared/ids';

const id = <Id>(make: (raw: string) => Id) => z.string().min(1).max(100).transform(make);
const tenantId = id(TenantId);
const conversationId = id(ConversationId);

const wake = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('take_turn'), tenantId, conversationId }),
  z.strictObject({ kind: z.literal('deliver'), tenantId, conversationId }),
  z.strictObject({ kind: z.literal('apply_turn'), tenantId, turnId: id(TurnId) }),
  z.strictObject({ kind: z.literal('read_document'), tenantId, documentId: id(DocumentId) }),
  z.strictObject({ kind: z.literal('embed_knowledge'), tenantId }),
  z.strictObject({ kind: z.literal('fetch_media'), tenantId, messageId: id(MessageId) }),
  z.strictObject({ kind: z.literal('studio_run'), tenantId, runId: id(StudioRunId) }),
]);

/** What Redis holds is read as strictly as what a stranger sends. `null`: it is no wake of ours. */
export const wakeIn = (data: unknown): Job | null => wake.safeParse(data).data ?? null;
