import { assertOwn } from '#adapters/store/mongo/own';
import { appendAudit } from '#adapters/store/mongo/tenant/audit-chain';
import type { Row, TenantTx } from '#adapters/store/mongo/tenant-tx';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { Note } from '#domain/conversation/note';
import { ConversationId, NoteId, TenantId, UserId } from '#domain/shared/ids';
import { StaleWrite } from '#domain/shared/stale-write';
import { conversationRow } from './conversation-record.js';

/** Of more than this, the newest are shown. */
const mostNotes = 200;

const toNote = (row: Row<'notes'>): Note => ({
  id: NoteId(row.id),
  tenantId: TenantId(row.tenant_id),
  conversationId: ConversationId(row.conversation_id),
  by: UserId(row.by_user),
  byName: row.by_name,
  text: row.text,
  at: new Date(row.at),
});

export const notesOf = async (tx: TenantTx, id: string): Promise<readonly Note[]> => {
  const find = { filter: { conversation_id: id }, sort: { at: -1, id: -1 }, limit: mostNotes } as const;
  return (await tx.rows('notes', find)).toReversed().map(toNote);
};

/** @throws {NotFound} no such conversation. @throws {StaleWrite} the note exists already. */
export const writeNote = async (tx: TenantTx, note: Note, audit: AuditDraft): Promise<Note> => {
  assertOwn(tx, note.tenantId);
  await conversationRow(tx, note.conversationId);
  const isNew = await tx.insert('notes', {
    id: note.id,
    conversation_id: note.conversationId,
    by_user: note.by,
    by_name: note.byName,
    text: note.text,
    at: note.at.getTime(),
  });
  if (!isNew) throw new StaleWrite('the note is written already', { id: note.id });
  await appendAudit(tx, [audit]);
  return note;
};
