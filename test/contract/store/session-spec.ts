import { describe, expect, it } from 'vitest';
import { NotFound } from '#application/not-found';
import { type CredentialChange, LeaseLost } from '#application/ports/channel-session-store';
import { ChannelKeyTaken } from '#application/ports/channel-store';
import type { Channel } from '#domain/channel/channel';
import { StaleWrite } from '#domain/shared/stale-write';
import type { StoreEngine } from '../../support/stores.js';
import type { Business, StoreWorld } from './store-world.js';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const ttlMs = 20_000;

export const sessionSpec = (world: () => StoreWorld, engine: StoreEngine): void => {
  /** A number of business A, and a lease on its session. */
  const claimed = async (about: Partial<Channel> = {}, at: Business = world().a) => {
    const { make } = world();
    const { channels, sessions, tenantId } = at.store;
    const channel = await channels.save(make.aChannel(tenantId, { kind: 'whatsapp', ...about }), make.anAudit());
    const lease = await sessions.claim(channel.id, 'node-1', ttlMs);
    if (lease === null) throw new Error('the session could not be claimed');
    return { channel, sessions, fence: lease.fence };
  };

  describe('the record of a WhatsApp session', () => {
    it('comes back as it was saved, and is saved over what was read only', async () => {
      const { channel, sessions, fence } = await claimed();
      const { make, clock } = world();
      expect(await sessions.find(channel.id)).toBeNull();
      const record = make.aChannelSession(channel, { state: { status: 'open', since: clock.now() } });
      const saved = await sessions.save(record, fence);
      expect(saved).toEqual({ ...record, version: 1 });
      expect(await sessions.find(channel.id)).toEqual(saved);
      expect(await sessions.list()).toEqual([saved]);
      await expect(sessions.save(record, fence)).rejects.toBeInstanceOf(StaleWrite);
      await sessions.saveLedger(channel.id, fence, { sent: [clock.now()] });
      const next = await sessions.save({ ...saved, engine: 'whatsapp-web', ledger: null }, fence);
      expect(await sessions.find(channel.id)).toMatchObject({
        engine: 'whatsapp-web',
        ledger: { sent: [clock.now()] },
        version: 2,
      });
      await expect(sessions.save(saved, fence)).rejects.toBeInstanceOf(StaleWrite);
      expect(next.version).toBe(2);
    });

    it('is of a channel that there is', async () => {
      const { make, a, b } = world();
      const { channel } = await claimed({}, b);
      const stranger = make.aChannelSession(channel, { tenantId: a.store.tenantId });
      await expect(a.store.sessions.save(stranger, 1)).rejects.toBeInstanceOf(NotFound);
      expect(await a.store.sessions.claim(channel.id, 'node-1', ttlMs)).toBeNull();
    });

    it('is written by who holds the session, and not by who held it', async () => {
      const { channel, sessions, fence } = await claimed();
      const saved = await sessions.save(world().make.aChannelSession(channel), fence);
      world().clock.advance(ttlMs);
      const next = await sessions.claim(channel.id, 'node-2', ttlMs);
      await expect(sessions.save({ ...saved, engine: 'stale' }, fence)).rejects.toBeInstanceOf(LeaseLost);
      expect(await sessions.save({ ...saved, engine: 'fresh' }, next?.fence ?? 0)).toMatchObject({ version: 2 });
    });

    it('keeps a ledger only from who holds the session, and none of what nobody knows', async () => {
      const { channel, sessions, fence } = await claimed();
      await sessions.saveLedger(channel.id, fence, { sent: 1 });
      expect(await sessions.find(channel.id)).toBeNull();
      await sessions.save(world().make.aChannelSession(channel), fence);
      await expect(sessions.saveLedger(channel.id, fence + 1, { sent: 1 })).rejects.toBeInstanceOf(LeaseLost);
      expect((await sessions.find(channel.id))?.ledger).toBeNull();
    });
  });

  describe('the lease of a WhatsApp session', () => {
    it('is one owner’s until it expires by the store’s clock', async () => {
      const { channel, sessions, fence } = await claimed();
      expect(await sessions.claim(channel.id, 'node-2', ttlMs)).toBeNull();
      world().clock.advance(ttlMs - 1);
      expect(await sessions.claim(channel.id, 'node-2', ttlMs)).toBeNull();
      world().clock.advance(1);
      expect((await sessions.claim(channel.id, 'node-2', ttlMs))?.fence).toBeGreaterThan(fence);
      expect(await sessions.renew(channel.id, fence, ttlMs)).toBe(false);
    });

    it('is one of two who try at once', async () => {
      const { channel, sessions, fence } = await claimed();
      await sessions.release(channel.id, fence);
      const tries = ['node-1', 'node-2', 'node-3'].map((owner) => sessions.claim(channel.id, owner, ttlMs));
      expect((await Promise.all(tries)).filter((lease) => lease !== null)).toHaveLength(1);
    });

    it('is renewed by its holder, also after it ran out, if nobody took it', async () => {
      const { channel, sessions, fence } = await claimed();
      world().clock.advance(ttlMs - 1);
      expect(await sessions.renew(channel.id, fence, ttlMs)).toBe(true);
      world().clock.advance(ttlMs + 5);
      expect(await sessions.renew(channel.id, fence, ttlMs)).toBe(true);
      expect(await sessions.claim(channel.id, 'node-2', ttlMs)).toBeNull();
    });

    it('has a new fence for the same owner who claims again: its older self writes nothing more', async () => {
      const { channel, sessions, fence } = await claimed();
      const again = await sessions.claim(channel.id, 'node-1', ttlMs);
      expect(again?.fence).toBe(fence + 1);
      await expect(sessions.saveCredentials(channel.id, fence, [])).rejects.toBeInstanceOf(LeaseLost);
    });

    it('is free once it is released, and by its holder only', async () => {
      const { channel, sessions, fence } = await claimed();
      await sessions.release(channel.id, fence - 1);
      expect(await sessions.claim(channel.id, 'node-2', ttlMs)).toBeNull();
      await sessions.release(channel.id, fence);
      expect(await sessions.renew(channel.id, fence, ttlMs)).toBe(false);
      expect((await sessions.claim(channel.id, 'node-2', ttlMs))?.fence).toBe(fence + 1);
    });

    it.skipIf(engine.isShared)('of a process that is dead ends at the next start', async () => {
      const { channel, fence } = await claimed();
      await world().reopen();
      await world().store.platform.recover(30_000);
      expect((await world().a.store.sessions.claim(channel.id, 'node-2', ttlMs))?.fence).toBe(fence + 1);
    });
  });

  describe('the credentials of a WhatsApp session', () => {
    const change = (type: string, id: string, value: Uint8Array | null): CredentialChange => ({ type, id, value });

    it('come back by type and id, whatever bytes they are', async () => {
      const { channel, sessions, fence } = await claimed();
      const every = Uint8Array.from({ length: 256 }, (_, byte) => byte);
      await sessions.saveCredentials(channel.id, fence, [
        change('creds', '', every),
        change('pre-key', '2', bytes(2)),
        change('pre-key', '1', bytes()),
        change('session', '97150:1', every.subarray(3, 9)),
      ]);
      expect(await sessions.credentials(channel.id, 'creds')).toEqual([{ type: 'creds', id: '', value: every }]);
      const session = { type: 'session', id: '97150:1', value: bytes(3, 4, 5, 6, 7, 8) };
      expect(await sessions.credentials(channel.id, 'session', ['97150:1', 'none', '97150:1'])).toEqual([session]);
      expect((await sessions.credentials(channel.id, 'pre-key')).map(({ id }) => id)).toEqual(['1', '2']);
      expect(await sessions.credentials(channel.id, 'pre-key', [])).toEqual([]);
      expect(await sessions.credentials(channel.id, 'nothing')).toEqual([]);
    });

    it('are replaced and removed, the last word about one being the one that counts', async () => {
      const { channel, sessions, fence } = await claimed();
      await sessions.saveCredentials(channel.id, fence, [change('k', 'a', bytes(1)), change('k', 'b', bytes(1))]);
      await sessions.saveCredentials(channel.id, fence, [
        change('k', 'a', bytes(2)),
        change('k', 'b', null),
        change('k', 'none', null),
        change('k', 'c', bytes(3)),
        change('k', 'c', bytes(4)),
      ]);
      const left = (await sessions.credentials(channel.id, 'k')).map(({ id, value }) => [id, ...value]);
      expect(left).toEqual([
        ['a', 2],
        ['c', 4],
      ]);
    });

    it('are written all or none', async () => {
      const { channel, sessions, fence } = await claimed();
      const broken = change('k', 'b', 'no bytes at all\0' as unknown as Uint8Array);
      const save = sessions.saveCredentials(channel.id, fence, [change('k', 'a', bytes(1)), broken]);
      await expect(save).rejects.toThrow();
      expect(await sessions.credentials(channel.id, 'k')).toEqual([]);
    });

    it('are written by the newest holder only, and the others write nothing of theirs', async () => {
      const { channel, sessions, fence } = await claimed();
      await sessions.saveCredentials(channel.id, fence, [change('k', 'a', bytes(1))]);
      world().clock.advance(ttlMs);
      const next = await sessions.claim(channel.id, 'node-2', ttlMs);
      const late = [change('k', 'a', bytes(9)), change('k', 'b', bytes(9))];
      await expect(sessions.saveCredentials(channel.id, fence, late)).rejects.toBeInstanceOf(LeaseLost);
      await expect(sessions.wipeCredentials(channel.id, fence)).rejects.toBeInstanceOf(LeaseLost);
      expect(await sessions.credentials(channel.id, 'k')).toEqual([{ type: 'k', id: 'a', value: bytes(1) }]);
      await sessions.saveCredentials(channel.id, next?.fence ?? 0, late);
      expect(await sessions.credentials(channel.id, 'k')).toHaveLength(2);
    });

    it('go, all of them, when the number is linked no longer, and no other number’s', async () => {
      const { channel, sessions, fence } = await claimed();
      const other = await claimed();
      await sessions.saveCredentials(channel.id, fence, [change('k', 'a', bytes(1)), change('l', 'a', bytes(1))]);
      await sessions.saveCredentials(other.channel.id, other.fence, [change('k', 'a', bytes(2))]);
      await sessions.wipeCredentials(channel.id, fence);
      for (const type of ['k', 'l']) expect(await sessions.credentials(channel.id, type)).toEqual([]);
      expect(await sessions.credentials(other.channel.id, 'k')).toHaveLength(1);
    });

    it('are there after the end of the process', async () => {
      const { channel, sessions, fence } = await claimed();
      await sessions.saveCredentials(channel.id, fence, [change('k', 'a', bytes(1, 0, 2))]);
      await world().reopen();
      expect(await world().a.store.sessions.credentials(channel.id, 'k', ['a'])).toEqual([
        { type: 'k', id: 'a', value: bytes(1, 0, 2) },
      ]);
    });

    it('go in by the thousand, as at a pairing', async () => {
      const { channel, sessions, fence } = await claimed();
      const keys = Array.from({ length: 1_000 }, (_, nth) => change('pre-key', String(nth), new Uint8Array(250)));
      await sessions.saveCredentials(channel.id, fence, keys);
      expect(await sessions.credentials(channel.id, 'pre-key')).toHaveLength(1_000);
    });
  });

  describe('the numbers of the platform', () => {
    it('are one channel’s each, of each kind', async () => {
      const { make, store, b } = world();
      const { channel } = await claimed({ externalKey: '971500000001' });
      const second = (kind: Channel['kind']) =>
        b.store.channels.save(make.aChannel(b.store.tenantId, { kind, externalKey: '971500000001' }), make.anAudit());
      await expect(second('whatsapp')).rejects.toBeInstanceOf(ChannelKeyTaken);
      await second('cloud-api');
      const found = await store.platform.findChannelByKey('whatsapp', '971500000001');
      expect([found?.tenantId, found?.id]).toEqual([channel.tenantId, channel.id]);
    });

    it('are listed for the start: linked, in service, of a business in service', async () => {
      const { make, store, a, b } = world();
      const linked = async (about: Partial<Channel>, at: Business = a) => {
        const { channel, sessions, fence } = await claimed(about, at);
        await sessions.save(make.aChannelSession(channel), fence);
        return { tenantId: channel.tenantId, channelId: channel.id, isHeld: true };
      };
      const first = await linked({ externalKey: '9711' });
      const second = await linked({ externalKey: '9712' });
      await linked({ externalKey: '9713', status: 'stopped', stoppedBecause: 'x' });
      const neverLinked = make.ids.channel();
      await linked({ id: neverLinked, externalKey: neverLinked });
      await claimed({ externalKey: '9714' });
      await linked({ externalKey: '9715', kind: 'cloud-api' });
      await linked({ externalKey: '9716' }, b);
      const tenant = (await b.store.findTenant())!;
      await b.store.saveTenant(tenant.moveTo('suspended'), make.anAudit());
      expect(await store.platform.whatsappSessions(10)).toEqual([first, second]);
      expect(await store.platform.whatsappSessions(1)).toEqual([first]);
      await a.store.sessions.release(second.channelId, 1);
      expect(await store.platform.whatsappSessions(2)).toEqual([first, { ...second, isHeld: false }]);
      world().clock.advance(ttlMs);
      expect((await store.platform.whatsappSessions(2)).map(({ isHeld }) => isHeld)).toEqual([false, false]);
    });
  });
};
