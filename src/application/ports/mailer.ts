/** One mail, ready to leave. Plain text always; HTML beside it, with every value escaped. */
export type Mail = {
  /** Ours; becomes the Message-ID, so a mail sent twice after a crash is one to the reader's program. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

export type MailOutcome =
  | { readonly kind: 'accepted' }
  /** It may work again: a time-out, a 4xx reply, no connection. */
  | { readonly kind: 'later'; readonly reason: string }
  /** It never will: a 5xx reply, an address that does not exist. */
  | { readonly kind: 'refused'; readonly reason: string };

/** Sends mail. Never throws for what a mail server does; it names it. */
export interface Mailer {
  send(mail: Mail, timeoutMs: number): Promise<MailOutcome>;
  close(): Promise<void>;
}
