import type { MailSeals } from '#adapters/store/sealing/mail-seals';
import type { MailRow } from '#adapters/store/sql/platform/mail-row';
import { platformStatement } from '#adapters/store/sql/statement';
import type { MailOutbox, OutgoingMail } from '#application/ports/mail-outbox';
import { MailId, TenantId } from '#domain/shared/ids';

import type { PlatformDatabase, PlatformTx } from './platform-database.js';

/**
 * Takes what is due and makes it due again when the lease ends: who dies with a mail gives it back by that. Counts the try
 * when it begins, so that a mail that kills its sender is not tried for ever.
 */
const claimDue = platformStatement<{ now: number; until: number; limit: number }>()((db, arg) =>
  db
    .updateTable('mails')
    .set((row) => ({ due_at: arg('until'), attempts: row('attempts', '+', 1) }))
    .where('id', 'in', (sub) =>
      sub
        .selectFrom('mails')
        .select('id')
        .where('due_at', 'is not', null)
        .where('due_at', '<=', arg('now'))
        .orderBy('due_at')
        .orderBy('id')
        .limit(arg('limit')),
    )
    .returningAll(),
);

const firstDue = platformStatement<{ now: number }>()((db, arg) =>
  db
    .selectFrom('mails')
    .select('id')
    .where('due_at', 'is not', null)
    .where('due_at', '<=', arg('now'))
    .orderBy('due_at')
    .limit(1),
);

const toMail = (row: MailRow): OutgoingMail => ({
  id: MailId(row.id),
  tenantId: row.tenant_id === null ? null : TenantId(row.tenant_id),
  to: row.recipient,
  subject: row.subject,
  text: row.text,
  html: row.html,
  createdAt: new Date(row.created_at),
  attempts: row.attempts,
});

const byAge = (left: MailRow, right: MailRow): number =>
  left.created_at - right.created_at || (left.id < right.id ? -1 : 1);

type Outcome = Pick<MailRow, 'due_at' | 'reason'> & Partial<Pick<MailRow, 'sent_at' | 'text' | 'html'>>;

/** The line of mails, the platform's and all tenants'. */
export class SqlMailOutbox implements MailOutbox {
  readonly #database: PlatformDatabase;
  readonly #seals: MailSeals;
  constructor(database: PlatformDatabase, seals: MailSeals) {
    this.#database = database;
    this.#seals = seals;
  }

  async add(mails: readonly Omit<OutgoingMail, 'attempts'>[]): Promise<void> {
    if (mails.length === 0) return;
    const rows = await Promise.all(mails.map((mail) => this.#seals.seal(rowOf(mail))));
    await this.#database.write((tx) => insertMails(tx, rows));
  }

  async hasAny(ids: readonly MailId[]): Promise<boolean> {
    if (ids.length === 0) return false;
    const known = await this.#database.read((tx) =>
      tx.db.selectFrom('mails').select('id').where('id', 'in', ids).limit(1).execute(),
    );
    return known.length > 0;
  }

  /** The tries it tells include the one that begins now. */
  async claim(limit: number, leaseMs: number): Promise<readonly OutgoingMail[]> {
    // Asked every second and mostly for nothing: a read costs no wait for the disk.
    if ((await this.#database.read((tx) => tx.first(firstDue, { now: tx.nowMs }))) === undefined) return [];
    const rows = await this.#database.write((tx) =>
      tx.rows(claimDue, { now: tx.nowMs, until: tx.nowMs + leaseMs, limit }),
    );
    const opened = await Promise.all(rows.map((row) => this.#seals.open(row)));
    return opened.toSorted(byAge).map(toMail);
  }

  async settle(
    id: MailId,
    result:
      | { readonly sent: true }
      | { readonly sent: false; readonly reason: string; readonly retryInMs: number | null },
  ): Promise<void> {
    await this.#database.write((tx) => {
      const outcome: Outcome = result.sent
        ? { due_at: null, reason: null, sent_at: tx.nowMs, text: '', html: '' }
        : { due_at: result.retryInMs === null ? null : tx.nowMs + result.retryInMs, reason: result.reason };
      // What is settled stays so, also when one whose lease ended comes back late with another word.
      return tx.db.updateTable('mails').set(outcome).where('id', '=', id).where('due_at', 'is not', null).execute();
    });
  }
}

type NewMail = Pick<MailRow, 'id' | 'tenant_id' | 'recipient' | 'subject' | 'text' | 'html' | 'created_at'>;

const rowOf = (mail: Omit<OutgoingMail, 'attempts'>): NewMail => ({
  id: mail.id,
  tenant_id: mail.tenantId,
  recipient: mail.to,
  subject: mail.subject,
  text: mail.text,
  html: mail.html,
  created_at: mail.createdAt.getTime(),
});

const insertMails = async (tx: PlatformTx, rows: readonly NewMail[]): Promise<void> => {
  for (const row of rows)
    await tx.db
      .insertInto('mails')
      .values({ ...row, attempts: 0, due_at: tx.nowMs })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
};
