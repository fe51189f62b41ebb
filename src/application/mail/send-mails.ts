import { orderNumberMark } from '#application/mail/letter';
import type { Clock } from '#application/ports/clock';
import type { OutgoingMail } from '#application/ports/mail-outbox';
import type { Mailer, MailOutcome } from '#application/ports/mailer';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import { orderOfMail } from '#domain/shared/ids';

type Dependencies = {
  readonly store: Store;
  readonly mailer: Mailer;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  /** How often the line is looked at when nobody wakes us. */
  readonly everyMs: number;
};

const batch = 5;
const timeoutMs = 30_000;
const leaseMs = 90_000;
const minuteMs = 60_000;
const givenUpAfterMs = 24 * 60 * minuteMs;
/** A notice whose order is not stored yet: its turn is being applied at this moment. */
const orderSoonMs = 2_000;

const filledIn = (mail: OutgoingMail, number: number): OutgoingMail => {
  const fill = (text: string): string => text.replaceAll(orderNumberMark, String(number));
  return { ...mail, subject: fill(mail.subject), text: fill(mail.text), html: fill(mail.html) };
};

/**
 * Empties the line of mails: claims, sends, settles. One that does not leave is tried again after 1, 2, 4 … minutes and given
 * up after a day. Who dies with one gives it back when the lease ends; the Message-ID makes the second copy the first.
 */
export class SendMails {
  readonly #deps: Dependencies;
  #cancel: (() => void) | null = null;
  #state: 'new' | 'running' | 'stopped' = 'new';
  #work: Promise<void> | null = null;
  #again = false;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** All that is due now. Resolves to how many were tried. */
  async execute(): Promise<number> {
    for (let tried = 0; ; ) {
      const mails = await this.#deps.store.platform.mails.claim(batch, leaseMs);
      if (mails.length === 0) return tried;
      await Promise.all(mails.map((mail) => this.#one(mail)));
      tried += mails.length;
      if (this.#state === 'stopped') return tried;
    }
  }

  start(): void {
    this.#state = 'running';
    this.wake();
  }

  /** Something is in the line. Safe to call at any time, also before the start and after the end. */
  wake(): void {
    if (this.#state !== 'running') return;
    this.#again = true;
    this.#work ??= this.#run();
  }

  /** Finishes the mails under way. */
  async stop(): Promise<void> {
    this.#state = 'stopped';
    this.#cancel?.();
    await this.#work;
  }

  async #run(): Promise<void> {
    const { clock, telemetry, everyMs } = this.#deps;
    this.#cancel?.();
    while (this.#again && this.#state === 'running') {
      this.#again = false;
      await this.execute().catch((error: unknown) => telemetry.error('mail.line_failed', error, {}));
    }
    this.#work = null;
    if (this.#state === 'running') this.#cancel = clock.after(everyMs, () => this.wake());
  }

  async #one(mail: OutgoingMail): Promise<void> {
    const { store, telemetry } = this.#deps;
    try {
      const ready = await this.#completed(mail);
      if (ready === null)
        return await store.platform.mails.settle(mail.id, this.#later(mail, 'order_not_stored_yet', orderSoonMs));
      await this.#settle(mail, await this.#sent(ready));
    } catch (error) {
      // Its lease ends by itself and it is tried again.
      telemetry.error('mail.failed', error, { mailId: mail.id });
    }
  }

  /** The mail with its order's number; `null` while there is no such order. */
  async #completed(mail: OutgoingMail): Promise<OutgoingMail | null> {
    if (mail.tenantId === null || !mail.subject.includes(orderNumberMark)) return mail;
    const order = await this.#deps.store.tenant(mail.tenantId).orders.find(orderOfMail(mail.id));
    return order === null ? null : filledIn(mail, order.state.number);
  }

  async #sent({ id, to, subject, text, html }: OutgoingMail): Promise<MailOutcome> {
    try {
      return await this.#deps.mailer.send({ id, to, subject, text, html }, timeoutMs);
    } catch (error) {
      this.#deps.telemetry.error('mail.mailer_failed', error, { mailId: id });
      return { kind: 'later', reason: 'mailer_failed' };
    }
  }

  async #settle(mail: OutgoingMail, outcome: MailOutcome): Promise<void> {
    const { store, telemetry } = this.#deps;
    const { mails } = store.platform;
    const facts = { mailId: mail.id, tenantId: mail.tenantId, attempts: mail.attempts };
    if (outcome.kind === 'accepted') {
      telemetry.info('mail.sent', facts);
      return mails.settle(mail.id, { sent: true });
    }
    const { reason } = outcome;
    const refused = { sent: false, reason, retryInMs: null } as const;
    const result =
      outcome.kind === 'refused' ? refused : this.#later(mail, reason, minuteMs * 2 ** Math.max(0, mail.attempts - 1));
    telemetry.warn(result.retryInMs === null ? 'mail.given_up' : 'mail.later', { ...facts, reason });
    await mails.settle(mail.id, result);
  }

  /** Again after `delayMs`, for the last time when it is a day old. */
  #later(mail: OutgoingMail, reason: string, delayMs: number) {
    const leftMs = mail.createdAt.getTime() + givenUpAfterMs - this.#deps.clock.now().getTime();
    return { sent: false, reason, retryInMs: leftMs <= 0 ? null : Math.min(delayMs, leftMs) } as const;
  }
}
