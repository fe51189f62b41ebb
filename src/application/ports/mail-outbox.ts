import type { Mail } from '#application/ports/mailer';
import type { MailId, TenantId } from '#domain/shared/ids';

/** A mail that still has to leave, or did. `tenantId` is `null` for the platform's own, such as a password reset. */
export type OutgoingMail = Mail & {
  readonly id: MailId;
  readonly tenantId: TenantId | null;
  readonly createdAt: Date;
  readonly attempts: number;
};

/**
 * The line of mails. What is added survives the process; each leaves at least once (the Message-ID makes it once), and what
 * cannot be delivered is given up after a day and kept with its reason.
 */
export interface MailOutbox {
  /** An id that exists already is left as it is: adding is idempotent. */
  add(mails: readonly Omit<OutgoingMail, 'attempts'>[]): Promise<void>;
  /** Was one of these added, whatever became of it? */
  hasAny(ids: readonly MailId[]): Promise<boolean>;
  /** Claims up to `limit` due mails for `leaseMs`; nobody else gets them meanwhile. Oldest first. */
  claim(limit: number, leaseMs: number): Promise<readonly OutgoingMail[]>;
  /** Ends a claim. `retryInMs` null with a reason: given up. */
  settle(
    id: MailId,
    result:
      | { readonly sent: true }
      | { readonly sent: false; readonly reason: string; readonly retryInMs: number | null },
  ): Promise<void>;
}
