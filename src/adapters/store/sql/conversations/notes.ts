import { assertOwn } from '#adapters/store/sql/own';
import type { NoteRow } from '#adapters/store/sql/schema';
import { tenantStatement } from '#adapters/store/sql/statement';
import { appendAudit } from '#adapters/store/sql/tenant/audit-chain';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import { NotFound } from '#application/not-found';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { Note } from '#domain/conversation/note';
import { ConversationId, NoteId, TenantId, UserId } from '#domain/shared/ids';
import { StaleWrite } from '#domain/shared/stale-write';
import { customerOf } from './customer-of.js';

/** Of more than this, the newest are shown. */
const mostNotes = 200;

const newestNotes = tenantStatement<{ id: string; limit: number }>()((db, arg, tenant) =>
  db
    .selectFrom('notes')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('conversation_id', '=', arg('id'))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(arg('limit')),
);

const insertNote = tenantStatement<Omit<NoteRow, 'tenant_id'>>()((db, arg, tenant) =>
  db
    .insertInto('notes')
    .values({
      tenant_id: tenant,
      id: arg('id'),
      conversation_id: arg('conversation_id'),
      by_user: arg('by_user'),
      by_name: arg('by_name'),
      text: arg('text'),
      at: arg('at'),
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing()),
);

const toNote = (row: NoteRow): Note => ({
  id: NoteId(row.id),
  tenantId: TenantId(row.tenant_id),
  conversationId: ConversationId(row.conversation_id),
  by: UserId(row.by_user),
  byName: row.by_name,
  text: row.text,
  at: new Date(row.at),
});

export const notesOf = async (tx: TenantTx, id: string): Promise<readonly Note[]> =>
  (await tx.rows(newestNotes, { id, limit: mostNotes })).toReversed().map(toNote);

/** @throws {NotFound} no such conversation. @throws {StaleWrite} the note exists already. */
export const writeNote = async (tx: TenantTx, note: Note, audit: AuditDraft): Promise<Note> => {
  assertOwn(tx, note.tenantId);
  const customerId = await customerOf(tx, note.conversationId);
  if (customerId === null) throw new NotFound('conversation');
  const row = {
    id: note.id,
    conversation_id: note.conversationId,
    by_user: note.by,
    by_name: note.byName,
    text: note.text,
    at: note.at.getTime(),
  };
  if ((await tx.run(insertNote, row, customerId)) !== 1)
    throw new StaleWrite('the note is written already', { id: note.id });
  await appendAudit(tx, [audit]);
  return note;
};
