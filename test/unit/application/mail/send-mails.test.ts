import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { orderNumberMark } from '#application/mail/letter';
import { Post } from '#application/mail/post';
import { SendMails } from '#application/mail/send-mails';
import type { Mail, Mailer, MailOutcome } from '#application/ports/mailer';
import { SilentTelemetry } from '#test/support/silent-telemetry';
import { openWorld } from '../world.js';

const minute = 60_000;
const later: MailOutcome = { kind: 'later', reason: 'timeout' };

class ScriptedMailer implements Mailer {
  readonly sent: Mail[] = [];
  outcome: MailOutcome | Error = { kind: 'accepted' };
  async send(mail: Mail): Promise<MailOutcome> {
    this.sent.push(mail);
    if (this.outcome instanceof Error) throw this.outcome;
    return this.outcome;
  }
  async close(): Promise<void> {}
}

let world: Awaited<ReturnType<typeof openWorld>>;
let mailer: ScriptedMailer;
let sendMails: SendMails;
beforeEach(async () => {
  world = await openWorld();
  mailer = new ScriptedMailer();
  sendMails = new SendMails({ ...world, mailer, telemetry: new SilentTelemetry(), everyMs: 1_000 });
});
afterEach(async () => {
  await sendMails.stop();
  await world.close();
});

const aMail = (subject = 'Hello') => ({
  id: world.ids.mail(),
  tenantId: null,
  to: 'mona@noor.test',
  subject,
  text: 'text',
  html: 'html',
  createdAt: world.clock.now(),
});

describe('the line of mails', () => {
  it('is emptied, each mail once', async () => {
    await world.store.platform.mails.add([aMail(), aMail(), aMail()]);
    expect(await sendMails.execute()).toBe(3);
    expect(await sendMails.execute()).toBe(0);
    expect(new Set(mailer.sent.map(({ id }) => id)).size).toBe(3);
  });

  it('moves as soon as something is put into it', async () => {
    sendMails.start();
    const post = new Post({ store: world.store, wake: () => sendMails.wake() });
    await post.add([aMail()]);
    await vi.waitFor(() => expect(mailer.sent).toHaveLength(1));
  });

  it('tries again after 1, 2, 4 … minutes and gives up after a day', async () => {
    mailer.outcome = later;
    await world.store.platform.mails.add([aMail()]);
    const triedAt: number[] = [];
    for (let passed = 0; passed <= 30 * 60; passed += 1) {
      if ((await sendMails.execute()) > 0) triedAt.push(passed);
      world.clock.advance(minute);
    }
    expect(triedAt).toEqual([0, 1, 3, 7, 15, 31, 63, 127, 255, 511, 1_023, 1_440]);
  });

  it('never tries again what was refused', async () => {
    mailer.outcome = { kind: 'refused', reason: 'smtp_550' };
    await world.store.platform.mails.add([aMail()]);
    await sendMails.execute();
    world.clock.advance(26 * 60 * minute);
    expect(await sendMails.execute()).toBe(0);
  });

  it('outlives a mailer that throws', async () => {
    mailer.outcome = new Error('broken');
    await world.store.platform.mails.add([aMail()]);
    await sendMails.execute();
    mailer.outcome = { kind: 'accepted' };
    world.clock.advance(minute);
    expect(await sendMails.execute()).toBe(1);
  });

  it('gets back what somebody died with', async () => {
    await world.store.platform.mails.add([aMail()]);
    await world.store.platform.mails.claim(5, 90_000);
    expect(await sendMails.execute()).toBe(0);
    world.clock.advance(90_001);
    expect(await sendMails.execute()).toBe(1);
  });

  it('holds the mail about an order until the order is there', async () => {
    const { tenantId } = await world.admin();
    await sendMails.execute();
    mailer.sent.length = 0;
    const mail = { ...aMail(`no. ${orderNumberMark}`), tenantId };
    await world.store.platform.mails.add([mail]);
    await sendMails.execute();
    expect(mailer.sent).toEqual([]);
    world.clock.advance(2_000);
    expect(await sendMails.execute()).toBe(1);
  });
});
