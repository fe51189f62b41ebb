import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WhatsAppEmulator } from '#test/emulators/whatsapp/whatsapp-emulator';
import { BaileysClient, KeyTable, quietLibsignal, restoreSignatureChecks, trustRoot } from './baileys-client.js';
import { until } from './until.js';

let emulator: WhatsAppEmulator;

beforeAll(async () => {
  quietLibsignal();
  restoreSignatureChecks();
  emulator = await WhatsAppEmulator.start();
  trustRoot(emulator.rootKey);
});
afterAll(() => emulator.close());

describe('texts', () => {
  it('links by QR and carries text both ways', async () => {
    const owner = emulator.addOwner('77011112233', 'Pharmacy One');
    const customer = emulator.addCustomer('77055556677', 'Aigerim');
    const client = new BaileysClient(emulator.url, new KeyTable());
    const qr = await until('a QR code', () => client.qrCodes[0]);
    owner.scan(qr);
    await until('open', () => client.opens === 1);
    expect(client.closes.map(({ code }) => code)).toEqual([515]);
    const id = await customer.say(owner, 'Do you have paracetamol?');
    await until('the text', () => client.upsertOf(id));
    expect(client.textsOf(id)).toBe('Do you have paracetamol?');
    const sent = await client.socket.sendMessage(customer.jid, { text: 'We have.' });
    const got = await until('the answer', () => customer.inbox.find((one) => one.id === sent?.key.id));
    expect(got.text).toBe('We have.');
    await until('copy', () => owner.outbox.find((one) => one.id === got.id));
    await until('delivered', () => client.statusOf(got.id) === 3);
    expect(emulator.unknownStanzas).toEqual([]);
    expect(emulator.errors).toEqual([]);
    client.stop();
  });
});
