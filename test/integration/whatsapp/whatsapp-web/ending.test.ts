import { describe, expect, it } from 'vitest';
import { canLook } from '#test/support/browser';
import { until } from '#test/support/until';
import { aMessage } from './browser-rig.js';
import { treeOf } from './processes.js';
import { useRig } from './rig.js';

const isRenderer = ({ line }: { line: string }): boolean =>
  line.includes('--type=renderer') && !line.includes('--extension-process');

describe.skipIf(!canLook)('the ends of a browser session', () => {
  const rig = useRig();

  it('does not fight another WhatsApp Web, and says so', async () => {
    const { events, session, channelId } = await rig.linked();
    const browser = await rig.browserOf(channelId);
    rig.emulator.becomes('CONFLICT');
    expect(await events.closed()).toMatchObject({ code: 440, isLinked: true });
    expect(treeOf(browser)).toEqual([]);
    const outcome = await session.send(aMessage(rig.emulator.person('Aigerim'), 'too late'), 1_000);
    expect(outcome).toMatchObject({ kind: 'later', reason: 'whatsapp.not_connected' });
  });

  it('ends when the page crashes, and with it the whole browser; the next one needs no code', async () => {
    const linked = await rig.linked();
    await linked.session.close();
    const again = await rig.reopened(linked);
    await again.events.caughtUp();
    const browser = await rig.browserOf(linked.channelId);
    for (const { pid } of treeOf(browser).filter(isRenderer)) process.kill(pid, 'SIGKILL');
    expect(await again.events.closed()).toMatchObject({ code: 500, reason: 'the page crashed', isLinked: true });
    expect(treeOf(browser)).toEqual([]);
    const third = await rig.reopened(again);
    await third.events.caughtUp();
    expect(third.events.newsOf('pairing')).toEqual([]);
  });

  it('ends when its browser is gone, and a send that waits is in doubt', async () => {
    const { session, events, channelId } = await rig.linked();
    rig.emulator.mood = 'silent';
    const customer = rig.emulator.person('Aigerim');
    const sending = session.send(aMessage(customer, 'into the void'), 10_000);
    await until('the message left', () => rig.emulator.sent.length === 1);
    process.kill(await rig.browserOf(channelId), 'SIGKILL');
    expect(await events.closed()).toMatchObject({ code: 500, isLinked: true });
    expect(await sending).toEqual({ kind: 'unknown', reason: 'whatsapp.connection_lost' });
  });

  it('sends nothing while the page has no connection, and is open again after', async () => {
    const { session, events } = await rig.linked();
    const customer = rig.emulator.person('Aigerim');
    rig.emulator.becomes('OPENING');
    const outcome = () => session.send(aMessage(customer, 'hello'), 2_000);
    await expect.poll(outcome).toMatchObject({ kind: 'later', reason: 'whatsapp.not_connected' });
    rig.emulator.becomes('CONNECTED');
    await until('it is open again', () => events.newsOf('open').length === 2);
    expect(await session.send(aMessage(customer, 'hello again'), 5_000)).toMatchObject({ kind: 'accepted' });
  });

  it('ends when what it heard could not be stored', async () => {
    const { events } = await rig.linked();
    events.onInbound = () => Promise.reject(new Error('the disk is full'));
    rig.emulator.says(rig.emulator.person('Aigerim'), { type: 'chat', body: 'hello' });
    expect(await events.closed()).toMatchObject({ code: 500, isLinked: true });
  });
});
