import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SessionRef } from '#application/ports/channel-session-store';
import { tokens } from '#infrastructure/composition/tokens';
import type { Business } from '../engine/business.js';
import { NumbersRig } from './numbers-rig.js';

const amal = '971500000001';
const ours = '971500000100';
let numbers: NumbersRig;
let noor: Business;

beforeEach(async () => {
  numbers = await NumbersRig.start();
  noor = await numbers.openBusiness();
});
afterEach(() => numbers.stop());

const qr = (value: string, expiresInMs = 20_000) => ({ kind: 'pairing', how: 'qr', value, expiresInMs }) as const;
const credentialsOf = ({ channelId }: SessionRef) => noor.store.sessions.credentials(channelId, 'creds');
const save = (ref: SessionRef, fence: number, value: string) =>
  numbers.engines.ears.saveCredentials(ref, fence, [{ type: 'creds', id: 'me', value: Buffer.from(value) }]);

describe('linking a number', () => {
  it('shows a code, then the next one, and is open when the phone has scanned', async () => {
    const ref = await numbers.addNumber(noor);
    expect(await numbers.statusOf(noor, ref)).toBe('unlinked session.new');
    await numbers.link(noor, ref);
    await numbers.socket(ref);
    expect(numbers.engines.orderOf(ref)).toMatchObject({ engine: 'baileys', pairing: { kind: 'qr' } });
    await numbers.says(ref, qr('first'));
    expect((await numbers.view(noor, ref)).pairing).toMatchObject({ how: 'qr', value: 'first' });
    await numbers.says(ref, qr('second'));
    expect((await numbers.view(noor, ref)).pairing?.value).toBe('second');
    numbers.rig.clock.advance(20_001);
    expect((await numbers.view(noor, ref)).pairing).toBeNull();
    await numbers.scan(ref);
    const view = await numbers.view(noor, ref);
    expect(view).toMatchObject({ status: 'open', number: ours, displayName: 'Noor', pairing: null, nextStep: 'none' });
    expect((await noor.store.channels.find(ref.channelId))?.externalKey).toBe(ours);
  });

  it('says that nobody scanned, deletes what the pairing left, and shows a new code when asked', async () => {
    const ref = await numbers.addNumber(noor);
    await numbers.link(noor, ref);
    await numbers.socket(ref);
    await save(ref, numbers.held(ref)?.fence ?? 0, 'half a pairing');
    await numbers.says(ref, qr('first'));
    await numbers.closes(ref, 408, 'QR refs attempts ended', false);
    expect(await numbers.statusOf(noor, ref)).toBe('pairing_expired session.code_not_scanned');
    expect(await credentialsOf(ref)).toEqual([]);
    expect(numbers.held(ref)).toBeNull();
    await numbers.link(noor, ref);
    await numbers.socket(ref);
    expect(numbers.engines.opened).toHaveLength(2);
  });

  it('is given up when a person takes the code away', async () => {
    const ref = await numbers.addNumber(noor);
    await numbers.link(noor, ref);
    await numbers.socket(ref);
    await numbers.says(ref, qr('first'));
    const { admin: by } = noor;
    const { status } = await numbers.rig.useCases.cancelLink.execute({ by, channelId: ref.channelId });
    expect(status).toBe('unlinked');
    expect(numbers.engines.isOpen(ref)).toBe(false);
    await expect(numbers.rig.useCases.cancelLink.execute({ by, channelId: ref.channelId })).rejects.toMatchObject({
      code: 'channel_session.not_pairing',
    });
  });

  it('undoes the link of a number that another business has, and leaves that one alone', async () => {
    const layan = await numbers.openBusiness('Layan');
    const theirs = await numbers.linked(layan, { number: ours });
    const ref = await numbers.addNumber(noor);
    await numbers.link(noor, ref);
    await numbers.socket(ref);
    await numbers.says(ref, { kind: 'linked', number: ours, lid: null, name: null });
    // Not yet: a connection that is not logged in cannot take itself off the phone.
    expect(numbers.engines.loggedOut).toEqual([]);
    expect((await numbers.view(noor, ref)).number).toBeNull();
    await numbers.closes(ref, 515, 'restart required');
    await numbers.opens(ref, { number: ours });
    await numbers.customerWrites(ref, amal, 'how much is sofa cleaning?').catch(() => undefined);
    expect(await numbers.statusOf(noor, ref)).toBe('number_taken session.number_of_another_business');
    await expect.poll(() => numbers.engines.loggedOut).toEqual([ref]);
    expect(await numbers.repliesTo(noor, ref, amal)).toEqual([]);
    const who = { scheme: 'wa_phone', value: amal } as const;
    expect(await noor.store.conversations.findLatestByIdentity(ref.channelId, who)).toBeNull();
    await expect.poll(() => numbers.held(ref)).toBeNull();
    expect(await credentialsOf(ref)).toEqual([]);
    expect((await numbers.view(layan, theirs)).status).toBe('open');
    expect(numbers.engines.isOpen(theirs)).toBe(true);
  });

  it('refuses a second link of a number that is linked', async () => {
    const ref = await numbers.linked(noor);
    await expect(numbers.link(noor, ref)).rejects.toMatchObject({ code: 'channel_session.already_linked' });
  });
});

describe('a connection that ends', () => {
  it.each([
    [428, 'Connection Terminated', 'reconnecting session.connection_lost'],
    [1006, 'socket', 'reconnecting session.connection_lost'],
    [408, 'Connection was lost', 'reconnecting session.no_connection'],
    [408, 'QR refs attempts ended', 'reconnecting session.no_connection'],
    [515, 'restart required', 'connecting session.restart_asked'],
    [503, 'busy', 'reconnecting session.server_busy'],
    [500, 'Stream Errored', 'reconnecting session.server_error'],
    [440, 'Stream Errored (conflict)', 'replaced session.opened_elsewhere'],
    [401, 'Stream Errored (conflict)', 'logged_out session.unlinked_on_phone'],
    [401, 'Intentional Logout', 'logged_out session.unlinked_here'],
    [401, 'Connection Failure', 'logged_out session.credentials_refused'],
    [403, 'Connection Failure', 'banned session.account_blocked'],
    [405, 'Connection Failure', 'outdated session.version_too_old'],
    [411, 'downgrade', 'logged_out session.link_again_asked'],
    [429, 'HTTP', 'reconnecting session.rate_limited'],
    [999, 'news to us', 'reconnecting session.unknown_close'],
  ])('with %i (%s) is %s', async (code, reason, expected) => {
    const ref = await numbers.linked(noor);
    await save(ref, numbers.held(ref)?.fence ?? 0, 'the link');
    await numbers.closes(ref, code, reason);
    expect(await numbers.statusOf(noor, ref)).toBe(expected);
    const isOver = !/^(?:re)?connecting/.test(expected);
    expect(numbers.held(ref) === null).toBe(isOver);
    const isWiped = code === 401;
    expect(await credentialsOf(ref)).toHaveLength(isWiped ? 0 : 1);
    const before = numbers.engines.opened.length;
    await numbers.rig.pass(3 * 60_000);
    if (isOver) expect(numbers.engines.opened).toHaveLength(before);
    else await numbers.socket(ref);
  });

  it('comes back by itself, and what waited is sent', async () => {
    const ref = await numbers.linked(noor);
    await numbers.closes(ref, 428);
    await numbers.rig.pass(61_000);
    await numbers.opens(ref);
    await numbers.customerWrites(ref, amal, 'how much is sofa cleaning?');
    expect(numbers.sentTexts().join()).toContain('180');
  });

  it('never fights for a link that another program uses', async () => {
    const ref = await numbers.linked(noor);
    await numbers.closes(ref, 440);
    for (let look = 0; look < 5; look += 1) {
      await numbers.rig.pass(60_000);
      await numbers.watch.look();
    }
    expect(numbers.engines.isOpen(ref)).toBe(false);
    await numbers.rig.useCases.resumeSession.execute({ by: noor.admin, channelId: ref.channelId });
    await numbers.socket(ref);
    expect(numbers.engines.orderOf(ref)?.pairing).toBeNull();
  });

  it('tells by mail who manages channels, once, when a person is needed', async () => {
    const alerts: unknown[] = [];
    const { notices } = { notices: numbers.rig.application.container.get(tokens.notifyTeam) };
    const tell = notices.aboutSession.bind(notices);
    notices.aboutSession = async (trouble) => {
      alerts.push(trouble);
      await tell(trouble);
    };
    const ref = await numbers.linked(noor);
    await numbers.closes(ref, 403);
    expect(alerts).toEqual([{ ...ref, channelName: 'Our number', trouble: 'session.account_blocked' }]);
  });
});

describe('a look at the channels', () => {
  it('leaves alone a number that was just scanned and turns out to be taken: the link is undone, not forgotten', async () => {
    await numbers.linked(noor);
    const second = await numbers.addNumber(noor);
    await numbers.link(noor, second);
    await numbers.socket(second);
    await numbers.says(second, { kind: 'linked', number: ours, lid: null, name: 'Noor' });
    await numbers.closes(second, 515, 'restart required');
    await numbers.watch.look();
    await numbers.opens(second);
    await expect.poll(() => numbers.engines.loggedOut).toEqual([second]);
    expect(await numbers.statusOf(noor, second)).toBe('number_taken session.number_of_another_business');
  });

  it('that began before the scan does not take what was scanned meanwhile for a channel that is gone', async () => {
    const ref = await numbers.addNumber(noor);
    await numbers.link(noor, ref);
    await numbers.socket(ref);
    const { platform } = numbers.rig.application.container.get(tokens.store);
    const asked = platform.whatsappSessions.bind(platform);
    platform.whatsappSessions = async (limit) => {
      const before = await asked(limit);
      await numbers.scan(ref);
      return before;
    };
    await numbers.watch.look();
    expect(numbers.engines.isOpen(ref)).toBe(true);
    expect(await numbers.statusOf(noor, ref)).toBe('open session.connected');
  });
});

describe('a process that dies', () => {
  it('costs its sessions a reconnect at once, elsewhere', async () => {
    const layan = await numbers.openBusiness('Layan');
    const refs = [await numbers.linked(noor), await numbers.linked(layan, { number: '971500000200' })];
    numbers.engines.die(refs);
    for (const ref of refs) await numbers.socket(ref);
    expect(await numbers.statusOf(noor, refs[0]!)).toBe('connecting session.process_ended');
  });
});

describe('a lease', () => {
  it('that somebody else has by now ends the socket, and nothing more is written', async () => {
    const ref = await numbers.linked(noor);
    const held = numbers.held(ref)!;
    await noor.store.sessions.release(ref.channelId, held.fence);
    const theirs = await noor.store.sessions.claim(ref.channelId, 'another process', 60_000);
    expect(theirs).not.toBeNull();
    await numbers.watch.renew();
    expect(numbers.held(ref)).toBeNull();
    expect(numbers.engines.isOpen(ref)).toBe(false);
    await expect(save(ref, held.fence, 'too late')).rejects.toMatchObject({ code: 'channel_session.lease_lost' });
    // Theirs runs out: ours again.
    await numbers.rig.pass(61_000);
    await numbers.watch.look();
    await numbers.socket(ref);
  });

  it('is given back when the product stops, and the session stays one that is to be open', async () => {
    const ref = await numbers.linked(noor);
    const [told] = [numbers.held(ref)!.fence];
    await numbers.watch.stop();
    expect(numbers.engines.stopped).toBe(true);
    expect(numbers.engines.closed).toContainEqual(ref);
    const next = await noor.store.sessions.claim(ref.channelId, 'the next process', 60_000);
    expect(next?.fence).toBe(told + 1);
    const record = await noor.store.sessions.find(ref.channelId);
    expect(record?.state).toMatchObject({ session: { status: 'open' } });
  });

  it('is not claimed for what a person paused', async () => {
    const ref = await numbers.linked(noor);
    await numbers.rig.useCases.pauseSession.execute({ by: noor.admin, channelId: ref.channelId });
    expect(numbers.engines.isOpen(ref)).toBe(false);
    await numbers.watch.look();
    expect(numbers.held(ref)).toBeNull();
    expect(await numbers.statusOf(noor, ref)).toBe('paused session.paused_by_person');
    await numbers.rig.useCases.resumeSession.execute({ by: noor.admin, channelId: ref.channelId });
    await numbers.socket(ref);
  });

  it('goes when the channel is stopped, and comes back when it is started', async () => {
    const ref = await numbers.linked(noor);
    const change = async (status: 'active' | 'stopped') => {
      const { version } = (await noor.store.channels.find(ref.channelId))!;
      const input = { by: noor.admin, channelId: ref.channelId, version, status };
      await numbers.rig.useCases.changeChannel.execute(input);
    };
    await change('stopped');
    await expect.poll(() => numbers.engines.isOpen(ref)).toBe(false);
    expect(await numbers.statusOf(noor, ref)).toBe('paused channel.stopped');
    await change('active');
    await numbers.socket(ref);
  });
});

describe('credentials', () => {
  it('are sealed on the disk and read as they were', async () => {
    const ref = await numbers.linked(noor);
    await save(ref, numbers.held(ref)!.fence, 'a private key');
    const [stored] = await credentialsOf(ref);
    expect(Buffer.from(stored!.value).toString()).not.toContain('private');
    const [read] = await numbers.engines.ears.readCredentials(ref, 'creds', null);
    expect(Buffer.from(read!.value).toString()).toBe('a private key');
  });

  it('that cannot be read stop the session and are never overwritten', async () => {
    const ref = await numbers.linked(noor);
    const { fence } = numbers.held(ref)!;
    const damaged = [{ type: 'creds', id: 'me', value: Buffer.from('of another key') }];
    await noor.store.sessions.saveCredentials(ref.channelId, fence, damaged);
    await expect(numbers.engines.ears.readCredentials(ref, 'creds', ['me'])).rejects.toMatchObject({
      code: 'vault.seal_broken',
    });
    await expect(save(ref, fence, 'new ones')).rejects.toMatchObject({ code: 'vault.seal_broken' });
    await expect.poll(() => numbers.held(ref)).toBeNull();
    const view = await numbers.view(noor, ref);
    expect(view).toMatchObject({ status: 'unreadable_credentials', nextStep: 'restore_key' });
    expect(Buffer.from((await credentialsOf(ref))[0]!.value).toString()).toBe('of another key');
    await expect(numbers.link(noor, ref)).rejects.toMatchObject({ code: 'channel_session.already_linked' });
  });

  it('that could not be read are tried once more when the product starts, which is when a key is put back', async () => {
    const ref = await numbers.linked(noor);
    const { fence } = numbers.held(ref)!;
    await save(ref, fence, 'a private key');
    const [good] = await credentialsOf(ref);
    await noor.store.sessions.saveCredentials(ref.channelId, fence, [
      { ...good!, value: Buffer.from('of another key') },
    ]);
    await expect(numbers.engines.ears.readCredentials(ref, 'creds', ['me'])).rejects.toThrow();
    await expect.poll(() => numbers.held(ref)).toBeNull();
    const before = numbers.engines.opened.length;
    await numbers.watch.look();
    expect(numbers.engines.opened).toHaveLength(before);
    const next = await noor.store.sessions.claim(ref.channelId, 'whoever restores', 1_000);
    await noor.store.sessions.saveCredentials(ref.channelId, next!.fence, [good!]);
    await noor.store.sessions.release(ref.channelId, next!.fence);
    await numbers.watch.stop();
    await numbers.watch.start();
    await numbers.opens(ref);
    expect(await numbers.statusOf(noor, ref)).toBe('open session.connected');
  });

  it('go when a person logs the number out, on the phone as well', async () => {
    const ref = await numbers.linked(noor);
    await save(ref, numbers.held(ref)!.fence, 'a private key');
    const { status } = await numbers.rig.useCases.logOutSession.execute({ by: noor.admin, channelId: ref.channelId });
    expect(status).toBe('unlinked');
    expect(numbers.engines.loggedOut).toEqual([ref]);
    expect(await credentialsOf(ref)).toEqual([]);
    expect((await noor.store.channels.find(ref.channelId))?.externalKey).toBe(ref.channelId);
  });
});

describe('a phone that unlinks us in mid-reply', () => {
  it('leaves the reply waiting with the true reason, and the next link sends it', async () => {
    const ref = await numbers.linked(noor);
    numbers.engines.outcomes.push({ kind: 'later', reason: 'whatsapp.not_connected', retryAfterMs: 1_000 });
    await numbers.customerWrites(ref, amal, 'how much is sofa cleaning?');
    await numbers.closes(ref, 401, 'Stream Errored (conflict)');
    await numbers.rig.pass(2_000);
    const [reply] = await numbers.repliesTo(noor, ref, amal);
    expect(reply).toMatchObject({ status: 'queued', statusReason: 'whatsapp.logged_out' });
    const { sending } = await numbers.view(noor, ref);
    expect(sending).toMatchObject({ waiting: 1, waitsBecause: 'whatsapp.logged_out' });
    await numbers.link(noor, ref);
    await numbers.socket(ref);
    await numbers.scan(ref);
    await numbers.rig.pass(0);
    await expect.poll(async () => (await numbers.repliesTo(noor, ref, amal))[0]?.status).toBe('sent');
  });
});
