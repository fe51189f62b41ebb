import { describe, expect, it } from 'vitest';
import { readState, restorePeople, savedState } from '#test/emulators/whatsapp/saved-state';
import { WhatsAppEmulator } from '#test/emulators/whatsapp/whatsapp-emulator';
import { until } from '#test/support/until';
import { BaileysClient, trustRoot } from './baileys-client.js';
import { useRig } from './rig.js';

const rig = useRig();

describe('what else a product may ask', () => {
  it('profiles, privacy and settings', async () => {
    const { client } = await rig.session();
    const customer = rig.customer();
    const { socket } = client;
    await expect(socket.profilePictureUrl(customer.jid)).rejects.toThrow('item-not-found');
    customer.pictureUrl = `${rig.emulator.httpUrl}/o/face`;
    expect(await socket.profilePictureUrl(customer.jid)).toBe(customer.pictureUrl);
    expect(await socket.fetchPrivacySettings(true)).toMatchObject({ readreceipts: 'all' });
    await socket.updateReadReceiptsPrivacy('all');
    await socket.updateProfileStatus('Open 9 to 9');
    await socket.updateDefaultDisappearingMode(0);
    expect(await socket.groupFetchAllParticipating()).toEqual({});
  });

  it('to block a customer: what he writes does not arrive, and he does not learn of it', async () => {
    const { client, owner } = await rig.session();
    const nuisance = rig.customer();
    const polite = rig.customer();
    await client.socket.onWhatsApp(nuisance.phone);
    await client.socket.sendMessage(nuisance.jid, { text: 'goodbye' });
    await client.socket.updateBlockStatus(nuisance.jid, 'block');
    expect(await client.socket.fetchBlocklist()).toEqual([nuisance.lidJid]);
    const lost = await nuisance.say(owner, 'why?');
    const heard = await polite.say(owner, 'hello');
    await until('the other one', () => client.upsertOf(heard));
    expect(client.upsertOf(lost)).toBeUndefined();
    expect(nuisance.chats.find(lost)?.status).toBe('sent');
    await client.socket.updateBlockStatus(nuisance.lidJid, 'unblock');
    const again = await nuisance.say(owner, 'thank you');
    await until('what he writes now', () => client.upsertOf(again));
  });

  it('to mark and archive a chat: settings that all devices share', async () => {
    const { client } = await rig.session();
    await client.socket.chatModify({ pin: true }, rig.customer().jid);
  });

  it('the history once more', async () => {
    const { owner, client } = await rig.session();
    const old = rig.customer();
    owner.rememberChat(old, [{ text: 'we met before', at: Date.now() - 86_400_000 }]);
    const device = owner.devices.get(1);
    if (device === undefined) throw new Error('no device');
    await owner.syncHistory(device);
    const texts = () =>
      client.histories.flatMap(({ messages }) => messages.map(({ message }) => message?.conversation));
    await until('the old chat', () => texts().includes('we met before'));
  });
});

describe('an emulator that was restarted', () => {
  it('knows its phones and their devices; both sides find each other again', async () => {
    const { owner, client, keys } = await rig.session();
    const customer = rig.customer();
    await client.socket.sendMessage(customer.jid, { text: 'before' });
    await until('it arrives', () => customer.inbox.length === 1);
    await rig.hangUp({ owner, client, keys });

    const saved = readState(savedState(rig.emulator));
    const restarted = await WhatsAppEmulator.start({ authority: saved.authority });
    restorePeople(restarted, saved);
    const undo = trustRoot(restarted.rootKey);
    expect(restarted.rootKey).toEqual(rig.emulator.rootKey);
    const again = new BaileysClient(restarted.url, keys);
    await until('the session is open', () => again.opens === 1);
    const [sameOwner, sameCustomer] = [
      restarted.owners.find(({ phone }) => phone === owner.phone),
      restarted.customers.find(({ phone }) => phone === customer.phone),
    ];
    if (sameOwner === undefined || sameCustomer === undefined) throw new Error('somebody is missing');
    const id = await sameCustomer.say(sameOwner, 'after');
    await until('the text', () => again.textsOf(id) === 'after');
    await again.socket.sendMessage(sameCustomer.jid, { text: 'welcome back' });
    await until('the answer', () => sameCustomer.inbox.some(({ text }) => text === 'welcome back'));
    await until('the copy', () => sameOwner.outbox.some(({ text }) => text === 'welcome back'));
    expect(restarted.unknownStanzas).toEqual([]);
    expect(restarted.errors).toEqual([]);
    again.stop();
    await restarted.close();
    undo();
  });
});
