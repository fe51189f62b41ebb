import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LogMailer } from '#adapters/mail/log-mailer';
import { SmtpMailer } from '#adapters/mail/smtp-mailer';
import type { Mail, Mailer } from '#application/ports/mailer';
import { SmtpEmulator } from '#test/emulators/smtp/smtp-emulator';
import { temporaryFolder } from '#test/support/product';
import { SilentTelemetry } from '#test/support/silent-telemetry';

const from = 'Wakil <wakil@wakil.test>';
const mail: Mail = {
  id: `mal_${'a'.repeat(32)}`,
  to: 'mona@noor.test',
  subject: 'طلب جديد no. 12',
  text: 'plain words\n',
  html: '<p>rich words</p>',
};

let smtp: SmtpEmulator;
const folder = temporaryFolder('mails');
const open: Mailer[] = [];
beforeAll(async () => {
  smtp = await SmtpEmulator.start();
});
afterEach(async () => {
  for (const mailer of open.splice(0)) await mailer.close();
  smtp.mood = 'accept';
});
afterAll(async () => {
  await smtp.stop();
  folder.remove();
});

const opened = (mailer: Mailer): Mailer => {
  open.push(mailer);
  return mailer;
};
const overSmtp = (url = smtp.url): Mailer => opened(new SmtpMailer({ url, from }));
const kept = join(folder.path, 'mails');
const intoLog = (path = kept): Mailer =>
  opened(new LogMailer({ folder: path, from, telemetry: new SilentTelemetry() }));

const mailers = [
  { name: 'SmtpMailer', make: () => overSmtp(), last: () => smtp.received.at(-1)?.raw ?? '' },
  {
    name: 'LogMailer',
    make: () => intoLog(),
    last: () => readFileSync(join(kept, readdirSync(kept).sort().at(-1) ?? ''), 'utf8'),
  },
];

const headersOf = (raw: string): string[] => {
  const head = raw.replaceAll('\r\n', '\n').split('\n\n')[0] ?? '';
  return head.replaceAll(/\n[ \t]+/g, ' ').split('\n');
};

describe.each(mailers)('$name is a Mailer', ({ make, last }) => {
  it('hands a mail over, text and HTML, under the id as its Message-ID', async () => {
    expect(await make().send(mail, 5_000)).toEqual({ kind: 'accepted' });
    const headers = headersOf(last());
    expect(headers).toContain(`Message-ID: <${mail.id}@wakil.test>`);
    expect(headers).toContain('To: mona@noor.test');
    expect(headers).toContain('From: Wakil <wakil@wakil.test>');
    expect(headers.find((each) => each.startsWith('Subject: '))).toMatch(/^Subject: =\?UTF-8\?/);
    expect(last()).toContain('plain words');
    expect(last()).toContain('<p>rich words</p>');
  });

  it.each(['\r\nBcc: thief@evil.test', '\nX-Evil: 1', '\u2028Bcc: thief@evil.test', '\r\n\r\n<script>'])(
    'lets no subject begin a header or the body: %j',
    async (injection) => {
      await make().send({ ...mail, id: `mal_${'b'.repeat(32)}`, subject: `Hello${injection}` }, 5_000);
      const headers = headersOf(last());
      expect(headers.filter((each) => /^(?:bcc|x-evil)/i.test(each))).toEqual([]);
      expect(headers.filter((each) => each.startsWith('Subject:'))).toHaveLength(1);
      expect(headers.some((each) => each.startsWith('MIME-Version:'))).toBe(true);
    },
  );

  it.each(['', 'nobody', 'a@b.test, c@d.test', 'a@b.test\r\nBcc: c@d.test', 'A <a@b.test>', 'a@b.test>'])(
    'refuses what is not one address: %j',
    async (to) => {
      expect(await make().send({ ...mail, to }, 5_000)).toEqual({ kind: 'refused', reason: 'bad_address' });
    },
  );
});

describe('SmtpMailer', () => {
  it('says that a 4xx may work later and a 5xx never will, and works on after both', async () => {
    const mailer = overSmtp();
    smtp.mood = 'later';
    expect(await mailer.send(mail, 5_000)).toEqual({ kind: 'later', reason: 'smtp_451' });
    smtp.mood = 'refuse';
    expect(await mailer.send(mail, 5_000)).toEqual({ kind: 'refused', reason: 'smtp_550' });
    smtp.mood = 'accept';
    expect(await mailer.send(mail, 5_000)).toEqual({ kind: 'accepted' });
    expect(smtp.received.at(-1)).toMatchObject({ from: 'wakil@wakil.test', to: ['mona@noor.test'] });
  });

  it('waits no longer than it may for a server that never answers', async () => {
    smtp.mood = 'hang';
    expect(await overSmtp().send(mail, 200)).toEqual({ kind: 'later', reason: 'timeout' });
  });

  it('is not thrown off by a server that hangs up, nor by one that is not there', async () => {
    smtp.mood = 'drop';
    expect(await overSmtp().send(mail, 5_000)).toMatchObject({ kind: 'later' });
    const gone = await SmtpEmulator.start();
    const { url } = gone;
    await gone.stop();
    expect(await overSmtp(url).send(mail, 5_000)).toMatchObject({ kind: 'later' });
  });

  it('takes user and password out of the address, and calls a wrong one our trouble, not the mail’s', async () => {
    const as = (credentials: string) => overSmtp(`smtp://${credentials}@127.0.0.1:${smtp.port}`);
    expect(await as('wakil:p%40ss%20word').send(mail, 5_000)).toEqual({ kind: 'accepted' });
    expect(await as('wakil:wrong').send(mail, 5_000)).toEqual({ kind: 'later', reason: 'smtp_535' });
  });

  it('sends no password to a server elsewhere that offers no TLS', async () => {
    // A name of this machine that is not plainly so.
    const outcome = await overSmtp(`smtp://wakil:p%40ss%20word@0.0.0.0:${smtp.port}`).send(mail, 5_000);
    expect(outcome).toMatchObject({ kind: 'later' });
  });
});

describe('LogMailer', () => {
  it('keeps a mail once, for its owner’s eyes only, and the log names no person', async () => {
    const lines: unknown[] = [];
    const telemetry = Object.assign(new SilentTelemetry(), { info: (...line: unknown[]) => void lines.push(line) });
    const path = join(folder.path, 'once');
    const mailer = opened(new LogMailer({ folder: path, from, telemetry }));
    await mailer.send(mail, 5_000);
    await mailer.send(mail, 5_000);
    expect(readdirSync(path)).toEqual([`${mail.id}.eml`]);
    expect(JSON.stringify(lines)).toContain('…@noor.test');
    expect(JSON.stringify(lines)).not.toContain('mona');
  });

  it('says so when the disk does not take it', async () => {
    const inTheWay = join(folder.path, 'a-file');
    writeFileSync(inTheWay, '');
    expect(await intoLog(join(inTheWay, 'mails')).send(mail, 5_000)).toMatchObject({ kind: 'later' });
  });
});
