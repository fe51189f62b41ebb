import { join } from 'node:path';
import type { Container } from 'inversify';
import { LogMailer } from '#adapters/mail/log-mailer';
import { SmtpMailer } from '#adapters/mail/smtp-mailer';
import { AccountMails } from '#application/mail/account-mails';
import { NotifyTeam } from '#application/mail/notify-team';
import { Post } from '#application/mail/post';
import { SendMails } from '#application/mail/send-mails';
import type { Mailer } from '#application/ports/mailer';
import type { Telemetry } from '#application/ports/telemetry';
import { tokens } from '#infrastructure/composition/tokens';
import type { Config } from '#infrastructure/config/config';

const mailerOf = ({ mail, dataDir }: Config, telemetry: Telemetry): Mailer =>
  mail.smtpUrl === null
    ? new LogMailer({ folder: join(dataDir, 'mails'), from: mail.from, telemetry })
    : new SmtpMailer({ url: mail.smtpUrl, from: mail.from });

const bindLine = (container: Container): void => {
  container.bind(tokens.mailer).toResolvedValue(mailerOf, [tokens.config, tokens.telemetry]);
  container
    .bind(tokens.sendMails)
    .toResolvedValue(
      (store, mailer, clock, telemetry, config) =>
        new SendMails({ store, mailer, clock, telemetry, everyMs: config.sweepMs }),
      [tokens.store, tokens.mailer, tokens.clock, tokens.telemetry, tokens.config],
    );
  container
    .bind(tokens.post)
    .toResolvedValue(
      (store, sendMails) => new Post({ store, wake: () => sendMails.wake() }),
      [tokens.store, tokens.sendMails],
    );
};

/** What writes mails, and what sends them. */
export const bindMail = (container: Container): void => {
  bindLine(container);
  container
    .bind(tokens.accountMails)
    .toResolvedValue(
      (store, post, secrets, ids, clock, { publicUrl }) =>
        new AccountMails({ store, post, secrets, ids, clock, publicUrl }),
      [tokens.store, tokens.post, tokens.secrets, tokens.ids, tokens.clock, tokens.config],
    );
  container
    .bind(tokens.notifyTeam)
    .toResolvedValue(
      (store, post, secrets, limiter, clock, telemetry, { publicUrl }) =>
        new NotifyTeam({ store, post, secrets, limiter, clock, telemetry, publicUrl }),
      [tokens.store, tokens.post, tokens.secrets, tokens.limiter, tokens.clock, tokens.telemetry, tokens.config],
    );
};
