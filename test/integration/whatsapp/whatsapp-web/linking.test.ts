import { existsSync, statSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BrowserAlreadyOpen, NoBrowser, NoFolderName } from '#adapters/channels/whatsapp-web/errors';
import { canLook } from '#test/support/browser';
import { until } from '#test/support/until';
import type { Opened } from './browser-rig.js';
import { useRig } from './rig.js';

const modeOf = (path: string): number => statSync(path).mode & 0o777;
const isAlive = (pid: number): boolean => existsSync(`/proc/${pid}`);
const textsOf = ({ events }: Opened): readonly unknown[] =>
  events.heard.map(({ arrival, message: { content } }) => [arrival, content.type === 'text' ? content.text : null]);

describe.skipIf(!canLook)('linking a phone through WhatsApp Web', () => {
  const rig = useRig();

  it('shows codes, is scanned, is open, and opens again without a code', async () => {
    const first = await rig.open({ pairing: { kind: 'qr' } });
    await first.events.pairing();
    rig.emulator.nextCode();
    await until('another code is shown', () => first.events.newsOf('pairing').length === 2);
    rig.emulator.scan((await first.events.pairing()).value);
    await first.events.caughtUp();
    const { phone: number, lid, name } = rig.emulator.account;
    expect(first.events.news).toMatchObject([
      { kind: 'pairing', how: 'qr', expiresInMs: 60_000 },
      { kind: 'pairing', how: 'qr', expiresInMs: 20_000 },
      { kind: 'linked', number, lid, name },
      { kind: 'open', number, lid, name },
      { kind: 'caught_up' },
    ]);
    expect([...first.credentials.rows.values()]).toMatchObject([{ type: 'profile', id: 'profile' }]);
    expect(first.logged).toEqual([]);
    const profile = rig.profileOf(first.channelId);
    expect([modeOf(profile), modeOf(dirname(profile))]).toEqual([0o700, 0o700]);
    await first.session.close();
    expect(first.events.newsOf('closed')).toEqual([]);

    const customer = rig.emulator.person('Aigerim');
    const dayAgo = Math.floor(Date.now() / 1_000) - 90_000;
    rig.emulator.says(customer, { type: 'chat', body: 'long ago' }, { t: dayAgo });
    rig.emulator.says(customer, { type: 'chat', body: 'while you were closed' });
    // As another host leaves it that ended without a goodbye.
    await symlink('another-host-4242', join(profile, 'SingletonLock'));
    const second = await rig.reopened(first);
    await second.events.caughtUp();
    expect(second.events.news).toMatchObject([{ kind: 'open', number, lid }, { kind: 'caught_up' }]);
    expect(textsOf(second)).toEqual([
      ['history', 'long ago'],
      ['offline', 'while you were closed'],
    ]);
    expect(rig.emulator.agents.filter((agent) => !/ Chrome\/\d+\.0\.0\.0 Safari/.test(agent))).toEqual([]);
  });

  it('links with a code that the owner types', async () => {
    const { events } = await rig.open({ pairing: { kind: 'code', phone: `+${rig.emulator.account.phone}` } });
    const shown = await events.pairing();
    expect(shown).toMatchObject({ how: 'code', expiresInMs: 170_000 });
    rig.emulator.enterCode(shown.value);
    await events.caughtUp();
    expect(events.newsOf('linked')).toHaveLength(1);
  });

  it('shows no code to a number that gets none', async () => {
    const { events } = await rig.open({ pairing: { kind: 'code', phone: '70000000000' } });
    expect(await events.closed()).toMatchObject({ code: 408, reason: 'no pairing code could be had', isLinked: false });
    expect(events.newsOf('pairing')).toEqual([]);
  });

  it('says that the phone ended the link, and keeps nothing of it', async () => {
    const linked = await rig.linked();
    const browser = await rig.browserOf(linked.channelId);
    rig.emulator.unlink();
    expect(await linked.events.closed()).toMatchObject({
      code: 401,
      isLinked: true,
      reason: expect.stringMatching(/conflict/),
    });
    expect(linked.credentials.rows.size).toBe(0);
    expect(existsSync(rig.profileOf(linked.channelId))).toBe(false);
    expect(isAlive(browser)).toBe(false);
  });

  it('finds out that the link ended while it was closed', async () => {
    const linked = await rig.linked();
    await linked.session.close();
    rig.emulator.unlink({ isPageOpen: false });
    const again = await rig.reopened(linked, { pairing: { kind: 'qr' } });
    expect(await again.events.closed()).toMatchObject({ code: 401, isLinked: true });
    expect(again.events.newsOf('pairing')).toEqual([]);
    expect(existsSync(rig.profileOf(linked.channelId))).toBe(false);
  });

  it('unlinks the device at WhatsApp, tells nobody who knows, and is one at a time', async () => {
    const { session, events, credentials, channelId } = await rig.linked();
    await expect(rig.open({ credentials, channelId })).rejects.toThrow(BrowserAlreadyOpen);
    await session.logOut();
    expect(rig.emulator.linkedDevices).toBe(0);
    expect(events.newsOf('closed')).toEqual([]);
    expect(credentials.rows.size).toBe(0);
    expect(existsSync(rig.profileOf(channelId))).toBe(false);
  });

  it('lets a number go that turns out to be somebody else’s, before it is open', async () => {
    const { session, events, channelId } = await rig.open({ pairing: { kind: 'qr' } });
    let loggedOut: Promise<void> | undefined;
    events.onNews = ({ kind }) => {
      if (kind === 'linked') loggedOut = session.logOut();
    };
    rig.emulator.scan((await events.pairing()).value);
    await until('it was let go', () => loggedOut);
    await loggedOut;
    expect(rig.emulator.linkedDevices).toBe(0);
    expect(existsSync(rig.profileOf(channelId))).toBe(false);
  });

  it('leaves no browser when it is closed before it is up', async () => {
    const { session, events, channelId } = await rig.open({ pairing: { kind: 'qr' } });
    await session.close();
    expect(events.news).toEqual([]);
    expect(() => statSync(join(rig.profileOf(channelId), 'SingletonLock'))).toThrow(/ENOENT/);
  });

  it('starts no browser for a pairing nobody asked for, or for a profile that is not here', async () => {
    const unasked = await rig.open();
    expect(unasked.events.news).toMatchObject([{ kind: 'closed', code: 401, isLinked: false }]);
    await unasked.credentials.save([{ type: 'profile', id: 'profile', value: Buffer.from('linked') }]);
    const lost = await rig.reopened(unasked, { pairing: { kind: 'qr' } });
    expect(lost.events.news).toEqual([{ kind: 'unreadable_credentials' }]);
    expect(lost.credentials.rows.size).toBe(1);
    expect(rig.emulator.openPages).toBe(0);
  });

  it('says that there is no browser', async () => {
    const pairing = { kind: 'qr' } as const;
    const with_ = (chromiumPath: string | null) => rig.open({ pairing, surroundings: { chromiumPath } });
    await expect(with_(null)).rejects.toThrow(NoBrowser);
    await expect(with_('/nowhere/chromium')).rejects.toMatchObject({ code: 'whatsapp.no_browser' });
    await expect(with_('/usr/bin/true')).rejects.toThrow(NoBrowser);
  });

  it('makes no path of an id that is none', async () => {
    await expect(rig.open({ pairing: { kind: 'qr' }, channelId: '../../etc' })).rejects.toThrow(NoFolderName);
  });
});
