import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Customer } from '#test/emulators/whatsapp/people/customer';
import type { OwnerPhone } from '#test/emulators/whatsapp/people/owner-phone';
import { openBusiness } from './business.js';
import { patience, type Session, type Stored, type TroubledNumber, TroubleRig } from './trouble-rig.js';

/**
 * What goes wrong with a linked number, on the built product and an emulated WhatsApp: each has a state that is true and a
 * next step, in the API and in the words of the panel.
 */

const question = 'how much is the deep massage?';
const answer = /150/;
let rig: TroubleRig;
let ours: TroubledNumber;
let owner: OwnerPhone;
let phones = 0;

const customer = (): Customer => rig.whatsapp.addCustomer(`7705000${String(++phones).padStart(4, '0')}`, 'Amal');
const heard = (who: Customer): string[] => who.inbox.map(({ text }) => text);
const answers = (who: Customer): string[] => heard(who).filter((text) => answer.test(text));
const first = async (who: Customer): Promise<Stored | undefined> => (await rig.messagesWith(who.phone))[0];
const becomes = (number: TroubledNumber, expected: Partial<Session>): Promise<void> =>
  expect.poll(() => number.session, patience).toMatchObject(expected);

beforeAll(async () => {
  rig = await TroubleRig.start();
  owner = rig.whatsapp.addOwner('77010000001', 'Noor Spa');
  ours = await rig.number('Our WhatsApp');
}, 60_000);
afterAll(() => rig.stop());

describe('a code', () => {
  it('that nobody scans ends by itself and offers the next one', async () => {
    await ours.code();
    await ours.reaches('pairing_expired');
    const { cause, nextStep, pairing } = await ours.session;
    expect({ cause, nextStep, pairing }).toEqual({
      cause: 'session.code_not_scanned',
      nextStep: 'new_qr',
      pairing: null,
    });
    await ours.sees('The code expired', 'Nobody used the code in time.', 'Next: show a QR code and scan it');
  });

  it('to type that nobody types ends as well, and is worth nothing afterwards', async () => {
    const code = await ours.code({ how: 'code', phone: owner.phone });
    expect((await ours.session).pairing).toMatchObject({ how: 'code', value: code });
    await ours.reaches('pairing_expired');
    await ours.sees('The code expired', 'Nobody used the code in time.');
    void owner.enterPairingCode(code).catch(() => undefined);
    expect((await ours.session).state).toBe('pairing_expired');
  });

  it('that is typed on the phone links the number, which answers', async () => {
    const amal = customer();
    await owner.enterPairingCode(await ours.code({ how: 'code', phone: owner.phone }));
    await becomes(ours, { state: 'open', number: owner.phone, pairing: null });
    await amal.say(owner, question);
    await expect.poll(() => answers(amal).length, patience).toBe(1);
  });

  it('that a phone scans which another business has is undone there, and the other is left alone', async () => {
    const layan = await openBusiness(rig.product.url, 'Layan');
    const theirs = await rig.number('Their WhatsApp', () => layan);
    const devices = owner.devices.size;
    owner.scan(await theirs.code());
    await becomes(theirs, { state: 'number_taken', nextStep: 'use_another_number', number: null });
    await expect.poll(() => owner.devices.size, patience).toBe(devices);
    await becomes(ours, { state: 'open', number: owner.phone });
    const amal = customer();
    await amal.say(owner, question);
    await expect.poll(() => answers(amal).length, patience).toBe(1);
    expect(await layan.admin.all('/api/v1/conversations')).toEqual([]);
  });

  it('of the same business is undone with the sentence that says so', async () => {
    const second = await rig.number('A second one');
    owner.scan(await second.code());
    await second.reaches('number_taken');
    await second.sees('Number already in use', 'It was unlinked here again.', 'Next: unlink it where it is used');
    await becomes(ours, { state: 'open' });
  });
});

describe('what a customer sends that cannot be read', () => {
  it('as a 30 MB video stays on the phone, and nothing of it is fetched', async () => {
    const amal = customer();
    const before = rig.whatsapp.media.downloads;
    await amal.send(owner, 'video', randomBytes(2_000), { declaredBytes: 30 * 1_048_576 });
    await expect
      .poll(async () => (await first(amal))?.content, patience)
      .toMatchObject({ type: 'media', media: 'video', state: 'too_large', fileId: null });
    expect(rig.whatsapp.media.downloads).toBe(before);
    await rig.seesTalk(amal.phone, 'The file is too large to be kept here. It is on the phone.');
  });

  it('as a damaged picture says so', async () => {
    const amal = customer();
    await amal.send(owner, 'image', randomBytes(2_000), { corrupt: true });
    await expect
      .poll(async () => (await first(amal))?.content, patience)
      .toMatchObject({ media: 'image', state: 'damaged', fileId: null });
    await rig.seesTalk(amal.phone, 'The file came damaged. Ask for it again.');
  });

  it('as a sticker, a poll or an invitation is shown as what it is, and calls a person', async () => {
    const [sticker, poll, invitation] = [customer(), customer(), customer()];
    const webp = Buffer.from('RIFF\x24\x00\x00\x00WEBPVP8 stub', 'latin1');
    await sticker.sendSticker(owner, webp);
    await poll.sendPoll(owner, { question: 'Which day?', options: ['Friday', 'Saturday'] });
    await invitation.sendGroupInvite(owner, 'Neighbours');
    await expect.poll(async () => (await first(sticker))?.content, patience).toMatchObject({ media: 'sticker' });
    await expect
      .poll(async () => (await first(poll))?.content, patience)
      .toEqual({ type: 'unsupported', providerType: 'poll_creation' });
    await expect
      .poll(async () => (await first(invitation))?.content, patience)
      .toEqual({ type: 'unsupported', providerType: 'group_invite' });
    for (const who of [sticker, poll, invitation]) {
      await expect
        .poll(() => rig.talkWith(who.phone), patience)
        .toMatchObject({ mode: 'waiting', escalation: { reason: 'unreadable_message' } });
      await expect.poll(() => heard(who).length, patience).toBe(1);
    }
    await rig.seesTalk(sticker.phone, 'Waiting for a person');
    await rig.seesTalk(poll.phone, 'A poll', 'Waiting for a person');
    await rig.seesTalk(invitation.phone, 'An invitation to a group', 'Waiting for a person');
  });

  it('as a voice note that nothing writes down is for a person to hear', async () => {
    const amal = customer();
    await amal.sendAudio(owner, Buffer.from('OggS\0\x02 and so on', 'latin1'));
    await expect
      .poll(async () => (await first(amal))?.content, patience)
      .toMatchObject({ media: 'audio', state: 'stored', caption: null });
    await rig.seesTalk(amal.phone, 'Not written down: listen to it.', 'Waiting for a person');
  });

  it('and cannot be decrypted has its place, and is answered once when the phone sends it again', async () => {
    const [once, never] = [customer(), customer()];
    never.breakNext = 100;
    await never.say(owner, question);
    await expect.poll(async () => (await first(never))?.content, patience).toEqual({ type: 'undecrypted' });
    await rig.seesTalk(never.phone, 'This message could not be decrypted yet.');
    once.breakNext = 1;
    await once.say(owner, question);
    await expect.poll(async () => (await first(once))?.content, patience).toMatchObject({ text: question });
    await expect.poll(() => answers(once).length, patience).toBe(1);
    expect((await rig.messagesWith(once.phone)).filter(({ direction }) => direction === 'in')).toHaveLength(1);
    expect((await ours.session).health.decryptFailures).toBeGreaterThan(0);
  });
});

describe('a number that WhatsApp ends', () => {
  it('in mid-reply, by the phone, keeps the reply, says why it waits, and sends it once after the next link', async () => {
    const amal = customer();
    owner.faults.deaf = true;
    await amal.say(owner, question);
    await expect
      .poll(async () => (await rig.messagesWith(amal.phone)).some(({ direction }) => direction === 'out'), patience)
      .toBe(true);
    owner.faults.deaf = false;
    owner.unlink();
    await becomes(ours, { state: 'logged_out', cause: 'session.unlinked_on_phone', nextStep: 'link_again' });
    await expect
      .poll(async () => (await rig.messagesWith(amal.phone)).at(-1), patience)
      .toMatchObject({ status: 'queued', statusReason: 'whatsapp.logged_out' });
    expect(heard(amal)).toEqual([]);
    expect((await ours.session).sending).toMatchObject({ waitsBecause: 'whatsapp.logged_out' });
    await rig.seesTalk(amal.phone, 'The phone unlinked this server. It leaves when the number is linked again.');
    await ours.sees('Logged out', 'The device was removed on the phone', 'Next: link the phone again.');
    await ours.link(owner);
    await expect.poll(() => answers(amal).length, patience).toBe(1);
    await expect.poll(async () => (await rig.messagesWith(amal.phone)).at(-1)?.status, patience).toMatch(/sent|deliv/);
    expect(amal.duplicates).toEqual([]);
  });

  it('by a ban stops, says so, and is resumed by a person when WhatsApp lets it', async () => {
    owner.ban();
    await becomes(ours, { state: 'banned', cause: 'session.account_blocked', nextStep: 'contact_whatsapp' });
    await ours.sees('Blocked by WhatsApp', 'WhatsApp has locked or blocked this account.', 'ask for a review');
    owner.unban();
    await ours.act('resume');
    await ours.reaches('open');
  });

  it('because another program uses the link stops, and never fights', async () => {
    rig.whatsapp.replace(owner.phone);
    await becomes(ours, { state: 'replaced', cause: 'session.opened_elsewhere', nextStep: 'check_other_device' });
    const { logins } = rig.whatsapp.counters;
    await ours.sees('Taken over elsewhere', 'Another program uses the same link.', 'find the other program');
    // A change of the channels makes the product look for numbers to open.
    const other = await rig.number('Something changes');
    await other.code();
    await other.act('cancel-link');
    expect(rig.whatsapp.counters.logins).toBe(logins);
    expect(rig.whatsapp.connectionsOf(owner.phone)).toEqual([]);
    await ours.act('resume');
    await ours.reaches('open');
  });

  it.each([
    [405, { state: 'outdated', cause: 'session.version_too_old', nextStep: 'update_wakil' }, 'Too old for WhatsApp'],
    [429, { state: 'reconnecting', cause: 'session.rate_limited', nextStep: 'wait' }, 'in a few minutes'],
  ] as const)('with %i at the next login says so', async (code, expected, words) => {
    owner.faults.loginFailure = code;
    rig.whatsapp.dropTcp(owner.phone);
    await becomes(ours, expected);
    const { retryAt } = await ours.session;
    if (code === 429) expect(Date.parse(retryAt ?? '') - Date.now()).toBeGreaterThan(45_000);
    else expect(retryAt).toBeNull();
    await ours.sees(words);
    owner.faults.clear();
    await ours.act('resume');
    await ours.reaches('open');
  });

  it('with 503 instead of a connection tries again by itself, and is there again', async () => {
    rig.whatsapp.faults.upgradeStatus = 503;
    rig.whatsapp.dropTcp(owner.phone);
    await becomes(ours, { state: 'reconnecting', cause: 'session.server_busy', nextStep: 'wait' });
    await ours.sees('Reconnecting', 'WhatsApp is busy. It is tried again by itself.');
    rig.whatsapp.faults.clear();
    await ours.reaches('open');
  });
});

describe('a link that cannot be read', () => {
  it('is left as it is, said so, and works again with the right key', async () => {
    const key = join(rig.folder.path, 'keys', 'vault.key');
    const kept = `${key}.kept`;
    await rig.restart(() => {
      renameSync(key, kept);
      writeFileSync(
        key,
        readFileSync(kept, 'utf8').replaceAll(/[0-9a-f]/g, (digit) => (digit === '1' ? '2' : '1')),
        {
          mode: 0o600,
        },
      );
    });
    await becomes(ours, { state: 'unreadable_credentials', nextStep: 'restore_key', number: owner.phone });
    await expect(ours.act('link', { how: 'qr' })).rejects.toMatchObject({ code: 'channel_session.already_linked' });
    await ours.sees('Link cannot be read', 'It was left untouched', 'puts the right key file back');
    const devices = owner.devices.size;
    await rig.restart(() => {
      rmSync(key);
      renameSync(kept, key);
    });
    await ours.reaches('open');
    expect(owner.devices.size).toBe(devices);
    const amal = customer();
    await amal.say(owner, question);
    await expect.poll(() => answers(amal).length, patience).toBe(1);
  });
});

describe('what links a number', () => {
  /** Everything a code is made of, and what a reader of a file could find of it. */
  const secrets = (): string[] =>
    ours.codes
      .flatMap((code) => (code.length === 8 ? [code] : code.split(/[,#]/)))
      .filter((part) => part.length === 8 || (part.length > 20 && !part.startsWith('http')));

  it('is in no log line, no audit entry and no file in the clear', async () => {
    expect(secrets().length).toBeGreaterThan(8);
    const { items } = await rig.noor.admin.get<{ items: unknown[] }>(`/api/v1/audit?target=${ours.id}`);
    expect(items.length).toBeGreaterThan(5);
    const files = readdirSync(rig.folder.path, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(['wakil.db', 'wakil.db-wal']));
    const texts: (readonly [string, Buffer])[] = [
      ['log', Buffer.from([...rig.lines, ...rig.product.log].join('\n'))],
      ['audit', Buffer.from(JSON.stringify(items))],
      ...files.map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name))] as const),
    ];
    for (const secret of secrets())
      for (const [name, text] of texts)
        expect(text.includes(secret), `${createHash('sha256').update(secret).digest('hex')} in ${name}`).toBe(false);
    expect(rig.whatsapp.unknownStanzas).toEqual([]);
  });
});
