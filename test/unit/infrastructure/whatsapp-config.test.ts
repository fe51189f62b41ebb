import { describe, expect, it } from 'vitest';
import { readConfig } from '#infrastructure/config/config';

const rootKey = Buffer.alloc(32, 7).toString('base64');
const url = 'ws://127.0.0.1:8090/ws/chat';

describe('the settings of linked numbers', () => {
  it('are those of WhatsApp itself unless told otherwise', () => {
    expect(readConfig({}).whatsapp).toEqual({
      url: null,
      rootKey: null,
      version: null,
      codeMs: null,
      signatureChecks: false,
      processes: 1,
      chromiumPath: null,
      sessionsDir: './sessions',
      mediaLimit: 16 * 1_048_576,
      environment: {},
    });
  });

  it('take an emulator, whose signatures are checked', () => {
    const { whatsapp } = readConfig({ WAKIL_WHATSAPP_URL: url, WAKIL_WHATSAPP_ROOT_KEY: rootKey });
    expect(whatsapp).toMatchObject({ url, signatureChecks: true });
    expect(whatsapp.rootKey).toEqual(new Uint8Array(32).fill(7));
    const unchecked = { WAKIL_WHATSAPP_URL: url, WAKIL_WHATSAPP_SIGNATURE_CHECKS: 'false' };
    expect(readConfig(unchecked).whatsapp.signatureChecks).toBe(false);
  });

  it.each([
    ['WAKIL_WHATSAPP_URL', url],
    ['WAKIL_WHATSAPP_ROOT_KEY', rootKey],
  ])('refuse an emulator in production: %s', (name, value) => {
    expect(() => readConfig({ NODE_ENV: 'production', [name]: value })).toThrow(
      `${name} must not be set with NODE_ENV=production`,
    );
  });

  it('shorten the life of a code for an emulator, and for nothing else', () => {
    expect(readConfig({ WAKIL_WHATSAPP_URL: url, WAKIL_WHATSAPP_CODE_MS: '500' }).whatsapp.codeMs).toBe(500);
    expect(() => readConfig({ WAKIL_WHATSAPP_CODE_MS: '500' })).toThrow('WAKIL_WHATSAPP_CODE_MS needs an emulator');
  });

  it('keep no file larger than a message may hold', () => {
    expect(() => readConfig({ WAKIL_MEDIA_LIMIT_MB: '17' })).toThrow('megabytes from 1 to 16');
  });

  it('hand nothing of our environment down but where things are', () => {
    const environment = { PATH: '/bin', HOME: '/home/wakil', SECRET: 'x', WAKIL_DATABASE_KEY: 'a'.repeat(64) };
    expect(readConfig(environment).whatsapp.environment).toEqual({ PATH: '/bin', HOME: '/home/wakil' });
  });

  it('read a version as its three numbers', () => {
    expect(readConfig({ WAKIL_WHATSAPP_VERSION: '2.3000.1043857760' }).whatsapp.version).toEqual([2, 3000, 1043857760]);
  });
});
