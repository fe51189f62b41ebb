import type { Transporter } from 'nodemailer';
import { isOneAddress, messageOf } from '#adapters/mail/message-of';
import { smtpOutcome } from '#adapters/mail/smtp-outcome';
import type { Mail, Mailer, MailOutcome } from '#application/ports/mailer';

type Settings = {
  /** `smtp://user:password@host:587`, or `smtps://` for TLS from the first byte. */
  readonly url: string;
  readonly from: string;
};

const loopback = /^(?:localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/;

/** How the server is reached. A password travels over TLS only, unless the server is this machine. */
const connectionOf = (raw: string) => {
  const url = new URL(raw);
  const secure = url.protocol === 'smtps:';
  const hasPassword = url.username !== '';
  const auth = { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) };
  return {
    host: url.hostname.replaceAll(/[[\]]/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTLS: !secure && hasPassword && !loopback.test(url.hostname),
    ...(hasPassword && { auth }),
  };
};

const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 60_000 } as const;

/** Waits no longer than it may. What was sent late after all bears the same Message-ID as its second copy. */
const within = async <T>(timeoutMs: number, work: Promise<T>, late: T): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(late), timeoutMs);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
};

/** Hands mails to a mail server over a few connections that stay open. */
export class SmtpMailer implements Mailer {
  readonly #settings: Settings;
  #transporter: Promise<Transporter> | null = null;
  constructor(settings: Settings) {
    this.#settings = settings;
  }

  async send(mail: Mail, timeoutMs: number): Promise<MailOutcome> {
    if (!isOneAddress(mail.to)) return { kind: 'refused', reason: 'bad_address' };
    return within(timeoutMs, this.#deliver(mail), { kind: 'later', reason: 'timeout' });
  }

  async close(): Promise<void> {
    const transporter = await this.#transporter?.catch(() => null);
    transporter?.close();
  }

  async #deliver(mail: Mail): Promise<MailOutcome> {
    try {
      this.#transporter ??= this.#connect();
      const transporter = await this.#transporter;
      await transporter.sendMail(messageOf(mail, this.#settings.from));
      return { kind: 'accepted' };
    } catch (error) {
      return smtpOutcome(error);
    }
  }

  /** Only who sends mail loads the library. */
  async #connect(): Promise<Transporter> {
    const { createTransport } = await import('nodemailer');
    return createTransport({
      ...connectionOf(this.#settings.url),
      ...patience,
      pool: true,
      maxConnections: 5,
      tls: { minVersion: 'TLSv1.2' },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }
}
