import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { domainOf, isOneAddress, messageOf } from '#adapters/mail/message-of';
import type { Mail, Mailer, MailOutcome } from '#application/ports/mailer';
import type { Telemetry } from '#application/ports/telemetry';

type Dependencies = {
  /** Where the mails go; made when the first one comes. */
  readonly folder: string;
  readonly from: string;
  readonly telemetry: Telemetry;
};

/** The newest are kept: the folder is for looking, not an archive. Ids begin with the time. */
const mailsKept = 500;

/** Whole or not at all, also when the power goes. */
const writeWhole = async (path: string, bytes: Buffer): Promise<void> => {
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
};

/**
 * For an installation without a mail server: each mail becomes a file that any mail program opens, links and all, and a line in
 * the log says that it would have left. Nobody is told by mail.
 */
export class LogMailer implements Mailer {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async send(mail: Mail, _timeoutMs: number): Promise<MailOutcome> {
    const { folder, telemetry } = this.#deps;
    if (!isOneAddress(mail.to)) return { kind: 'refused', reason: 'bad_address' };
    const name = `${mail.id.replaceAll(/[^\w-]/g, '')}.eml`;
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeWhole(join(folder, name), await this.#bytesOf(mail));
      await this.#forgetOldest();
    } catch (error) {
      telemetry.error('mail.not_kept', error, { mailId: mail.id });
      return { kind: 'later', reason: (error as NodeJS.ErrnoException).code ?? 'not_kept' };
    }
    telemetry.info('mail.kept', { mailId: mail.id, to: `…@${domainOf(mail.to)}`, file: name });
    return { kind: 'accepted' };
  }

  async close(): Promise<void> {
    // Nothing is held open.
  }

  async #bytesOf(mail: Mail): Promise<Buffer> {
    const { createTransport } = await import('nodemailer');
    const composer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
    const { message } = await composer.sendMail(messageOf(mail, this.#deps.from));
    if (!Buffer.isBuffer(message)) throw new Error('the mail was not composed');
    return message;
  }

  async #forgetOldest(): Promise<void> {
    const { folder } = this.#deps;
    const mails = (await readdir(folder)).filter((each) => each.endsWith('.eml')).sort();
    for (const each of mails.slice(0, Math.max(0, mails.length - mailsKept)))
      await rm(join(folder, each), { force: true });
  }
}
