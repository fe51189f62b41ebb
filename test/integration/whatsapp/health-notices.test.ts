import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SessionRef } from '#application/ports/channel-session-store';
import { SmtpEmulator } from '#test/emulators/smtp/smtp-emulator';
import type { Business } from '../engine/business.js';
import { NumbersRig, savedByAnother } from './numbers-rig.js';

const amal = '971500000001';
const weekMs = 168 * 3_600_000;
let smtp: SmtpEmulator;
let numbers: NumbersRig;
let noor: Business;
let ref: SessionRef;

const member = async (email: string, about: object = {}): Promise<void> => {
  const { aMember, anAudit } = numbers.rig.builders;
  await noor.store.team.saveMember(aMember(noor.tenantId, { email, role: 'tenant_admin', ...about }), anAudit());
};
const mailsTo = (email: string): readonly string[] =>
  smtp.received.filter(({ to }) => to.includes(email)).map(({ raw }) => raw.replaceAll(/=\r?\n/g, ''));
const told = (words: string): number => mailsTo('manager@noor.test').filter((mail) => mail.includes(words)).length;
/** In steps that a lease outlives. */
const minutes = async (count: number): Promise<void> => {
  for (let step = 0; step < count * 6; step += 1) await numbers.rig.pass(10_000);
  await numbers.watch.checkHealth();
};
/** Messages that WhatsApp takes; none of them is reported as delivered. */
const writes = async (count: number): Promise<void> => {
  for (let each = 0; each < count; each += 1) await numbers.customerWrites(ref, amal, 'how much is sofa cleaning?');
};

beforeEach(async () => {
  smtp = await SmtpEmulator.start();
  numbers = await NumbersRig.start({
    environment: { WAKIL_SMTP_URL: smtp.url, WAKIL_PUBLIC_URL: 'https://wakil.test' },
  });
  noor = await numbers.openBusiness();
  ref = await numbers.linked(noor);
  await member('manager@noor.test');
  const role = await noor.store.team.saveRole(
    { ...numbers.rig.builders.aRole(noor.tenantId), permissions: ['channels.read'] },
    numbers.rig.builders.anAudit(),
  );
  await member('reader@noor.test', { role: role.id });
});
afterEach(async () => {
  vi.useRealTimers();
  await numbers.stop();
  await smtp.stop();
});

describe('an open connection that is of no use', () => {
  it('because no phone gets the messages is told to who manages channels, once an hour at most', async () => {
    await writes(5);
    await minutes(11);
    expect((await numbers.view(noor, ref)).health).toMatchObject({ status: 'not_delivering' });
    await expect.poll(() => told('none of the last messages reached a phone')).toBe(1);
    const [mail] = mailsTo('manager@noor.test');
    expect(mail).toContain(`https://wakil.test/app/channels/${ref.channelId}`);
    // It works again, and then again it does not.
    const last = numbers.engines.sent.at(-1)?.externalId ?? '';
    const at = numbers.rig.clock.now();
    await numbers.engines.ears.receipts(ref, [{ externalId: last, status: 'delivered', reason: null, at }]);
    await numbers.watch.checkHealth();
    expect((await numbers.view(noor, ref)).health.status).toBe('ok');
    await minutes(45);
    await writes(5);
    await minutes(11);
    expect((await numbers.view(noor, ref)).health.status).toBe('not_delivering');
    expect(told('none of the last messages reached a phone')).toBe(1);
    // Later than an hour after the first it is news again.
    await numbers.engines.ears.receipts(ref, [
      { externalId: numbers.engines.sent.at(-1)?.externalId ?? '', status: 'delivered', reason: null, at },
    ]);
    // What limits it reads the time of the machine.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61 * 60_000 });
    await minutes(61);
    await writes(5);
    await minutes(11);
    await expect.poll(() => told('none of the last messages reached a phone')).toBe(2);
    expect(mailsTo('reader@noor.test')).toEqual([]);
  }, 30_000);

  it('because nobody writes where somebody always did is told once, and names what it saw', async () => {
    await numbers.watch.stop();
    const record = await noor.store.sessions.find(ref.channelId);
    const week = Math.floor(numbers.rig.clock.now().getTime() / weekMs);
    const weeks = [4, 3, 2, 1].map((ago) => ({ week: week - ago, hours: '1'.repeat(168) }));
    const state = record?.state as { health: object };
    const health = { ...state.health, lastInboundAt: numbers.rig.clock.now(), usual: { since: week - 4, weeks } };
    await savedByAnother(noor, ref, { ...record!, state: { ...state, health } });
    await numbers.watch.start();
    await numbers.opens(ref);
    await minutes(60);
    expect((await numbers.view(noor, ref)).health.status).toBe('ok');
    await minutes(190);
    expect((await numbers.view(noor, ref)).health).toMatchObject({ status: 'quiet', causes: ['health.silence'] });
    await expect.poll(() => told('no customer has written for unusually long')).toBe(1);
    await minutes(10);
    expect(told('no customer has written for unusually long')).toBe(1);
    await writes(1);
    expect((await numbers.view(noor, ref)).health.status).toBe('ok');
  }, 60_000);
});
