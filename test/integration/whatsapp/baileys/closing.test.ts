import { describe, expect, it } from 'vitest';
import { baileysEngine } from '#adapters/channels/baileys/baileys.engine';
import { until } from '#test/support/until';
import { useRig } from './rig.js';

describe('how a socket of the Baileys engine ends', () => {
  const rig = useRig();

  it.each([401, 403, 405, 429, 500, 503])('the login is refused with %i', async (reason) => {
    const { owner, session, credentials } = await rig.linked();
    await session.close();
    owner.faults.loginFailure = reason;
    const next = await rig.open(credentials);
    expect(await next.untilClosed()).toMatchObject({ code: reason, isLinked: true });
  });

  it.each([429, 503])('an HTTP status %i instead of a connection', async (status) => {
    const { session, credentials } = await rig.linked();
    await session.close();
    rig.emulator.faults.upgradeStatus = status;
    const next = await rig.open(credentials);
    expect(await next.untilClosed()).toMatchObject({ code: status, isLinked: true });
  });

  it('each thing the server says, by its code', async () => {
    const owner = rig.owner();
    const linked = await rig.linked({}, owner);
    let { session } = linked;
    const ends: readonly (readonly [number, () => void])[] = [
      [428, () => rig.emulator.dropTcp(owner.phone)],
      [428, () => rig.emulator.endStream(owner.phone)],
      [515, () => rig.emulator.streamError(owner.phone, 515)],
      [503, () => rig.emulator.streamError(owner.phone, 503)],
      [440, () => rig.emulator.replace(owner.phone)],
      [401, () => owner.unlink()],
    ];
    for (const [code, act] of ends) {
      act();
      expect(await session.untilClosed()).toMatchObject({ code });
      expect(session.events.newsOf('closed')).toHaveLength(1);
      if (code !== 401) ({ session } = await rig.reopened({ ...linked, session }));
    }
  });

  it('a server that takes the login and then answers nothing', async () => {
    const { owner, session, credentials } = await rig.linked();
    await session.close();
    owner.faults.deaf = true;
    const next = await rig.open(credentials, { engine: baileysEngine({ connectWithinMs: 700 }) });
    expect(await next.untilClosed()).toMatchObject({ code: 408, reason: 'no connection in time', isLinked: true });
    expect(next.logged).toEqual(['{"level":"warn","event":"session.ends","facts":{"code":408,"why":null}}']);
  });

  it('nobody is there', async () => {
    const { session, credentials } = await rig.linked();
    await session.close();
    const surroundings = { ...rig.surroundings, url: 'ws://127.0.0.1:9/ws/chat' };
    const next = await rig.open(credentials, { surroundings });
    expect(await next.untilClosed()).toMatchObject({ code: 408, isLinked: true });
  });

  it('says nothing of an end that was asked for, and tells nothing after it', async () => {
    const { owner, session } = await rig.linked();
    const told = session.events.news.length;
    await session.close();
    expect(session.events.news).toHaveLength(told);
    expect(rig.emulator.connectionsOf(owner.phone)).toEqual([]);
    await session.close();
  });

  it('leaves a server that does not answer a goodbye', async () => {
    const { owner, session } = await rig.linked();
    owner.faults.deaf = true;
    const begun = performance.now();
    await session.close();
    expect(performance.now() - begun).toBeLessThan(4_000);
    await until('the server knows', () => rig.emulator.connectionsOf(owner.phone).length === 0);
  });
});
