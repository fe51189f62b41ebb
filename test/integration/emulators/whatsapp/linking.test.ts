import { Curve, proto } from '@whiskeysockets/baileys';
import { describe, expect, it } from 'vitest';
import { isSigned } from '#test/emulators/whatsapp/signal/libsignal';
import { until } from '#test/support/until';
import { KeyTable, restoreSignatureChecks, trustRoot } from './baileys-client.js';
import { useRig } from './rig.js';

const rig = useRig();

describe('the chain of certificates', () => {
  it('is signed from the root to the server, and a check can fail', () => {
    const { rootKey, chain } = rig.emulator.authority;
    const { leaf, intermediate } = proto.CertChain.decode(chain);
    const { key } = proto.CertChain.NoiseCertificate.Details.decode(intermediate?.details ?? new Uint8Array());
    const nothing = new Uint8Array();
    const isGood = (by: Uint8Array | null | undefined, certificate: typeof leaf) =>
      isSigned(by ?? nothing, certificate?.details ?? nothing, certificate?.signature ?? nothing);
    expect(isGood(rootKey, intermediate)).toBe(true);
    expect(isGood(key, leaf)).toBe(true);
    expect(isGood(Curve.generateKeyPair().public, leaf)).toBe(false);
  });

  it('is refused by a client that trusts another root', async () => {
    const undo = trustRoot(Buffer.from(Curve.generateKeyPair().public));
    const client = rig.connect(new KeyTable());
    const close = await until('the refusal', () => client.lastClose).finally(undo);
    expect(close.code).toBe(400);
    expect(close.message).toContain('certificate');
    expect(client.qrCodes).toEqual([]);
  });

  it('is not looked at by the library as shipped', async () => {
    const undoTrust = trustRoot(Buffer.from(Curve.generateKeyPair().public));
    const undoChecks = restoreSignatureChecks();
    Curve.verify = () => true;
    const client = rig.connect(new KeyTable());
    await until('a QR code', () => client.qrCodes[0]);
    undoChecks();
    undoTrust();
  });
});

describe('linking by QR code', () => {
  it('goes from the code over the restart to an open session', async () => {
    const owner = rig.owner();
    const { client } = await rig.linked({}, owner);
    expect(client.qrCodes[0]).toMatch(/^https:\/\/wa\.me\/settings\/linked_devices#2@/);
    expect(client.closes.map(({ code }) => code)).toEqual([515]);
    expect(client.creds?.me).toMatchObject({ id: `${owner.phone}:1@s.whatsapp.net`, lid: `${owner.lid}:1@lid` });
    expect(client.creds?.me?.name).toBe('Pharmacy One');
  });

  it('uploads keys and says it is there', async () => {
    const { owner } = await rig.linked();
    const device = owner.devices.get(1);
    await until('the device is available', () => device?.presence === 'available');
    expect(device?.preKeys.size).toBeGreaterThan(800);
  });

  it('hands the phone’s old chats over', async () => {
    const owner = rig.owner();
    const old = rig.customer('Old Friend');
    owner.rememberChat(old, [{ text: 'from last year', at: Date.now() - 365 * 86_400_000 }]);
    const { client } = await rig.linked({}, owner);
    const chats = client.histories.flatMap(({ messages }) => messages);
    expect(chats.map(({ message }) => message?.conversation)).toContain('from last year');
  });

  it('shows six codes to nobody and ends', async () => {
    const client = rig.connect(new KeyTable(), { config: { qrTimeout: 20 } });
    const close = await until('the end', () => client.lastClose);
    expect(client.qrCodes).toHaveLength(6);
    expect(close).toEqual({ code: 408, message: 'QR refs attempts ended' });
  });

  it('refuses a code that no socket shows', () => {
    expect(() => rig.owner().scan('https://wa.me/settings/linked_devices#2@gone,a,b,c,1')).toThrow(
      'unknown or expired',
    );
  });

  it('refuses a code with the keys of another socket', async () => {
    const client = rig.connect(new KeyTable());
    const qr = await until('a QR code', () => client.qrCodes[0]);
    const parts = qr.split(',');
    parts[2] = Buffer.from(Curve.generateKeyPair().public).toString('base64');
    expect(() => rig.owner().scan(parts.join(','))).toThrow('identity');
  });
});

describe('linking by code', () => {
  it('links the number that asked', async () => {
    const owner = rig.owner();
    let code: string | undefined;
    const client = rig.connect(new KeyTable(), {
      onQr: (_, socket) => {
        if (owner.isCodeRequested) return;
        void socket.requestPairingCode(owner.phone).then((shown) => {
          code = shown;
        });
      },
    });
    await owner.enterPairingCode(await until('the code', () => owner.isCodeRequested && code));
    await until('the session is open', () => client.opens === 1);
    expect(client.creds?.registered).toBe(true);
    expect(client.creds?.me?.id).toBe(`${owner.phone}:1@s.whatsapp.net`);
  });

  it('takes a code of one’s own, with or without the dash', async () => {
    const owner = rig.owner();
    const client = rig.connect(new KeyTable(), {
      onQr: (_, socket) => void socket.requestPairingCode(owner.phone, 'DEMO2026'),
    });
    await owner.enterPairingCode('DEMO-2026');
    await until('the session is open', () => client.opens === 1);
  });

  it('refuses a wrong code', async () => {
    const owner = rig.owner();
    const client = rig.connect(new KeyTable(), {
      onQr: (_, socket) => void socket.requestPairingCode(owner.phone, 'DEMO2026'),
    });
    await expect(owner.enterPairingCode('DEMO2027')).rejects.toThrow('not the one');
    expect(owner.devices.size).toBe(0);
    expect(client.opens).toBe(0);
  });
});

describe('unlinking', () => {
  it('by the phone ends the session with 401, and the next login as well', async () => {
    const { owner, client, keys } = await rig.linked();
    owner.unlink();
    const close = await until('the end', () => client.closes[1]);
    expect(close).toEqual({ code: 401, message: 'Stream Errored (conflict)' });
    const again = rig.connect(keys);
    expect((await until('the refusal', () => again.lastClose)).code).toBe(401);
  });

  it('by the product takes the device off, and it can be linked anew', async () => {
    const { owner, client } = await rig.linked();
    await client.socket.logout();
    await until('the device is gone', () => owner.devices.size === 0);
    await until('it says why', () => client.lastClose?.code === 401);
    const { client: next } = await rig.linked({}, owner);
    expect(next.creds?.me?.id).toBe(`${owner.phone}:2@s.whatsapp.net`);
  });

  it('a second device of the account sees what the first sends', async () => {
    const { owner, client } = await rig.linked();
    const { client: second } = await rig.linked({}, owner);
    const customer = rig.customer();
    const sent = await client.socket.sendMessage(customer.jid, { text: 'from the first' });
    const copy = await until('the copy', () => second.upsertOf(sent?.key.id ?? ''));
    expect(copy.message.key).toMatchObject({ fromMe: true, remoteJid: customer.jid });
    expect(second.textsOf(sent?.key.id ?? '')).toBe('from the first');
  });
});
