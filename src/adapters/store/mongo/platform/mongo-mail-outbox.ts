import { due, not, oneOf } from '#adapters/store/mongo/filter';
import type { PlatformRows } from '#adapters/store/mongo/rows';
import type { MailSeals } from '#adapters/store/sealing/mail-seals';
import type { MailOutbox, OutgoingMail } from '#application/ports/mail-outbox';
import { MailId, TenantId } from '#domain/shared/ids';
import type { OwnDocuments } from './own-documents.js';
import type { PlatformReader } from './platform-reader.js';

type MailRow = PlatformRows['mails'];

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

/** The line of mails, the platform's and all tenants'. */
export class MongoMailOutbox implements MailOutbox {
  readonly #reader: PlatformReader;
  readonly #documents: OwnDocuments;
  readonly #seals: MailSeals;
  constructor(reader: PlatformReader, documents: OwnDocuments, seals: MailSeals) {
    this.#reader = reader;
    this.#documents = documents;
    this.#seals = seals;
  }

  async add(mails: readonly Omit<OutgoingMail, 'attempts'>[]): Promise<void> {
    for (const { id, tenantId, to, subject, text, html, createdAt } of mails) {
      const mail = {
        id,
        tenant_id: tenantId,
        recipient: to,
        subject,
        text,
        html,
        attempts: 0,
        due_at: this.#reader.nowMs,
        sent_at: null,
        reason: null,
        created_at: createdAt.getTime(),
      };
      await this.#documents.insert('mails', id, await this.#seals.seal(mail));
    }
  }

  async hasAny(ids: readonly MailId[]): Promise<boolean> {
    if (ids.length === 0) return false;
    return (await this.#reader.firstOwn('mails', { filter: { id: oneOf<string>(ids) }, only: ['id'] })) !== undefined;
  }

  /**
   * Takes what is due and makes it due again when the lease ends: who dies with a mail gives it back by that. Counts the try
   * when it begins, so that a mail that kills its sender is not tried for ever.
   */
  async claim(limit: number, leaseMs: number): Promise<readonly OutgoingMail[]> {
    const { nowMs } = this.#reader;
    const find = { filter: { due_at: due(nowMs) }, sort: { due_at: 1, id: 1 }, limit } as const;
    const claimed: MailRow[] = [];
    for (const row of await this.#reader.own('mails', find)) {
      const asSeen = { _id: row.id, due_at: row.due_at, attempts: row.attempts };
      if (await this.#documents.add('mails', asSeen, { attempts: 1 }, { due_at: nowMs + leaseMs }))
        claimed.push({ ...row, attempts: row.attempts + 1 });
    }
    return Promise.all(claimed.sort(byAge).map(async (row) => toMail(await this.#seals.open(row))));
  }

  async settle(
    id: MailId,
    result:
      | { readonly sent: true }
      | { readonly sent: false; readonly reason: string; readonly retryInMs: number | null },
  ): Promise<void> {
    const { nowMs } = this.#reader;
    const outcome = result.sent
      ? { due_at: null, reason: null, sent_at: nowMs, text: '', html: '' }
      : { due_at: result.retryInMs === null ? null : nowMs + result.retryInMs, reason: result.reason };
    // What is settled stays so, also when one whose lease ended comes back late with another word.
    await this.#documents.change('mails', { _id: id, due_at: not<number | null>(null) }, outcome);
  }
}
