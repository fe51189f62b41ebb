import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LocalMasterKey } from '#adapters/vault/local-master-key';
import { TransitMasterKey, type TransitOptions } from '#adapters/vault/transit-master-key';
import { type MasterKey, MasterKeyUnavailable, WrongMasterKey } from '#application/ports/master-key';
import { startTransitEmulator, type TransitEmulator } from '#test/emulators/transit/transit-emulator';

let service: TransitEmulator;
beforeAll(async () => {
  service = await startTransitEmulator();
});
afterAll(() => service.close());
const transit = (about: Partial<TransitOptions> = {}): TransitMasterKey =>
  new TransitMasterKey({ url: service.url, key: 'wakil', token: service.token, ...about });

const implementations = [
  { name: 'LocalMasterKey', open: (digit: string): MasterKey => new LocalMasterKey(digit.repeat(64)) },
  { name: 'TransitMasterKey', open: (digit: string): MasterKey => transit({ key: `wakil-${digit}` }) },
] as const;

describe.each(implementations)('$name honours the MasterKey contract', ({ open }) => {
  const key = randomBytes(64);

  it('unwraps what it wrapped, also in the next process', async () => {
    const wrapped = await open('7').wrap('tenant/a/1', key);
    expect(Buffer.compare(await open('7').unwrap('tenant/a/1', wrapped), key)).toBe(0);
  });

  it('has a name of its own, which is no part of it', () => {
    expect(open('7').id).toBe(open('7').id);
    expect(open('7').id).not.toBe(open('8').id);
    expect(open('7').id).not.toContain('7777');
  });

  it('shows nothing of what it wrapped, and never the same twice', async () => {
    const [first, second] = [await open('7').wrap('tenant/a/1', key), await open('7').wrap('tenant/a/1', key)];
    expect(Buffer.from(first).includes(key.subarray(0, 16))).toBe(false);
    expect(Buffer.compare(first, second)).not.toBe(0);
  });

  it('unwraps nothing under another name, of another key, or with a bit changed', async () => {
    const wrapped = await open('7').wrap('tenant/a/1', key);
    await expect(open('7').unwrap('tenant/b/1', wrapped)).rejects.toThrow(WrongMasterKey);
    await expect(open('8').unwrap('tenant/a/1', wrapped)).rejects.toThrow(WrongMasterKey);
    for (const at of wrapped.keys()) {
      const changed = Uint8Array.from(wrapped);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(open('7').unwrap('tenant/a/1', changed), `byte ${at}`).rejects.toThrow(WrongMasterKey);
    }
    await expect(open('7').unwrap('tenant/a/1', new Uint8Array())).rejects.toThrow(WrongMasterKey);
  });
});

describe('a service that keeps the master key', () => {
  const key = randomBytes(64);

  it.each([
    ['refuses the token', { status: 403, body: '{"errors":["permission denied"]}' }],
    ['is sealed', { status: 503, body: '{"errors":["Vault is sealed"]}' }],
    ['answers with a page', { status: 200, body: '<html>welcome</html>' }],
    ['answers half of it', { status: 200, body: '{"data":{}}' }],
  ])('that %s is not there for now, and nothing is taken for wrong', async (_what, answer) => {
    const wrapped = await transit().wrap('tenant/a/1', key);
    service.answerWith(answer);
    await expect(transit().wrap('tenant/a/1', key)).rejects.toThrow(MasterKeyUnavailable);
    await expect(transit().unwrap('tenant/a/1', wrapped)).rejects.toThrow(MasterKeyUnavailable);
    service.answerWith(null);
    expect(Buffer.compare(await transit().unwrap('tenant/a/1', wrapped), key)).toBe(0);
  });

  it('that nobody answers for is not there, and its token is in no word of that', async () => {
    const gone = transit({ url: 'http://127.0.0.1:1/v1/transit' });
    const error: unknown = await gone.wrap('tenant/a/1', key).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(MasterKeyUnavailable);
    expect(String(error)).not.toContain(service.token);
  });
});
