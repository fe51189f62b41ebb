import { describe, expect, it } from 'vitest';
import { baileysEngine } from '#adapters/channels/baileys/baileys.engine';
import { SessionAlreadyOpen } from '#adapters/channels/baileys/errors';
import { MemoryCredentials } from '#test/support/memory-credentials';
import { until } from '#test/support/until';
import { useRig } from './rig.js';

describe('linking a phone through the Baileys engine', () => {
  const rig = useRig();

  it('shows a code, is scanned, and is open on its next socket', async () => {
    const owner = rig.owner('Noor Spa');
    const first = await rig.paired(owner);
    expect(first.events.news.map(({ kind }) => kind)).toEqual(['pairing', 'linked', 'closed']);
    expect(first.events.newsOf('pairing')[0]).toMatchObject({ how: 'qr', expiresInMs: 60_000 });
    expect(first.events.newsOf('linked')[0]).toMatchObject({ number: owner.phone, lid: owner.lid, name: 'Noor Spa' });
    expect(first.events.newsOf('closed')[0]).toMatchObject({ code: 515, isLinked: true });
    const second = await (await rig.open(first.credentials)).untilOpen();
    expect(second.events.newsOf('open')[0]).toMatchObject({ number: owner.phone, lid: owner.lid });
    await second.untilCaughtUp();
    expect(second.events.newsOf('pairing')).toEqual([]);
  });

  it('links with a code that the owner types', async () => {
    const owner = rig.owner();
    const pairing = { kind: 'code', phone: `+${owner.phone}` } as const;
    const { events, credentials } = await rig.paired(owner, new MemoryCredentials(), pairing);
    expect(events.newsOf('pairing')).toHaveLength(1);
    expect(events.newsOf('pairing')[0]).toMatchObject({ how: 'code', expiresInMs: 160_000 });
    expect(events.newsOf('linked')).toHaveLength(1);
    await (await rig.open(credentials)).untilOpen();
  });

  it('starts with new keys after a code that nobody typed', async () => {
    const owner = rig.owner();
    const credentials = new MemoryCredentials();
    const abandoned = await rig.open(credentials, { pairing: { kind: 'code', phone: owner.phone } });
    await until('a code is shown', () => abandoned.events.newsOf('pairing')[0]);
    await abandoned.close();
    const { events } = await rig.paired(owner, credentials);
    expect(events.newsOf('closed')[0]).toMatchObject({ code: 515, isLinked: true });
  });

  it('begins no pairing that nobody asked for', async () => {
    const session = await rig.open(new MemoryCredentials());
    expect(session.events.news).toMatchObject([{ kind: 'closed', code: 401, isLinked: false }]);
    expect(rig.emulator.openSockets).toBe(0);
  });

  it('leaves credentials it cannot read as they are', async () => {
    const { credentials } = await rig.paired(rig.owner());
    const broken = { type: 'creds', id: 'creds', value: Buffer.from('{"noiseKey":') };
    credentials.rows.set('creds\ncreds', broken);
    const before = credentials.saves.length;
    const session = await rig.open(credentials, { pairing: { kind: 'qr' } });
    expect(session.events.news).toEqual([{ kind: 'unreadable_credentials' }]);
    expect(credentials.saves).toHaveLength(before);
    expect(credentials.rows.get('creds\ncreds')).toBe(broken);
  });

  it('never has two sockets of one number', async () => {
    const engine = baileysEngine();
    const { credentials } = await rig.paired(rig.owner());
    const session = await (await rig.open(credentials, { engine, channelId: 'one' })).untilOpen();
    await expect(rig.open(credentials, { engine, channelId: 'one' })).rejects.toThrow(SessionAlreadyOpen);
    await session.close();
    await (await rig.open(credentials, { engine, channelId: 'one' })).untilOpen();
    expect(rig.emulator.counters.devicesWithTwoSockets).toEqual([]);
    expect(rig.emulator.counters.conflicts).toBe(0);
  });

  it('unlinks the device at WhatsApp', async () => {
    const { owner, session } = await rig.linked();
    await session.logOut();
    expect(owner.devices.size).toBe(0);
    expect(session.events.newsOf('closed')).toEqual([]);
  });

  it('waits for the word that it is unlinked before it hangs up', async () => {
    const { owner, session } = await rig.linked();
    owner.faults.unanswered.push('md set remove-companion-device');
    const began = performance.now();
    await session.logOut();
    expect(performance.now() - began).toBeGreaterThan(2_900);
  });

  it('refuses a server that WhatsApp does not vouch for', async () => {
    const { owner, credentials } = await rig.linked();
    const stranger = { ...rig.surroundings, rootKey: Buffer.alloc(32, 7) };
    const session = await rig.open(credentials, { surroundings: stranger });
    expect(await session.untilClosed()).toMatchObject({ isLinked: true });
    expect(session.events.newsOf('open')).toEqual([]);
    expect(owner.devices.size).toBe(1);
    await (await rig.open(credentials)).untilOpen();
  });
});
