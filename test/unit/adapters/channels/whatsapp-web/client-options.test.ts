import { describe, expect, it } from 'vitest';
import { type ClientOptionsInput, clientOptionsOf } from '#adapters/channels/whatsapp-web/client-options';
import { profileAuth } from '#adapters/channels/whatsapp-web/profile-auth';

const input = (about: Partial<ClientOptionsInput> = {}): ClientOptionsInput => ({
  browser: { path: '/usr/bin/chromium', userAgent: 'Chrome' },
  profile: '/sessions/tenant/channel',
  surroundings: { url: null, rootKey: null },
  pairing: null,
  isRoot: false,
  authStrategy: profileAuth({ launched: () => undefined, unlinked: () => ({ mayPair: false }) }),
  ...about,
});
const flagsOf = (about?: Partial<ClientOptionsInput>): readonly string[] =>
  clientOptionsOf(input(about)).puppeteer?.args ?? [];

describe('how the browser is started', () => {
  it('keeps its sandbox, unless we are root', () => {
    expect(flagsOf()).not.toContain('--no-sandbox');
    expect(flagsOf({ isRoot: true })).toContain('--no-sandbox');
  });

  it('believes no certificate but WhatsApp’s and goes nowhere else, unless it is emulated', () => {
    expect(flagsOf().filter((flag) => /certificate|resolver/.test(flag))).toEqual([]);
    const surroundings = { url: 'https://127.0.0.1:8443/', rootKey: Buffer.alloc(32) };
    expect(flagsOf({ surroundings }).filter((flag) => /certificate|resolver/.test(flag))).toEqual([
      '--host-resolver-rules=MAP *.whatsapp.com 127.0.0.1:8443, MAP * ~NOTFOUND',
      `--ignore-certificate-errors-spki-list=${Buffer.alloc(32).toString('base64')}`,
    ]);
  });

  it('inherits nothing of ours, opens no port, and leaves signals to us', () => {
    const { puppeteer } = clientOptionsOf(input());
    expect(puppeteer?.env).toEqual({
      HOME: '/sessions/tenant/channel',
      PATH: '/usr/local/bin:/usr/bin:/bin',
      LANG: 'C.UTF-8',
    });
    expect(puppeteer).toMatchObject({ pipe: true, handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false });
  });

  it('writes no copy of the page, and shares nothing with another client', () => {
    const [one, two] = [clientOptionsOf(input()), clientOptionsOf(input())];
    expect(one.webVersionCache).toEqual({ type: 'none' });
    expect(one.pairWithPhoneNumber).not.toBe(two.pairWithPhoneNumber);
  });

  it('asks for a code by digits', () => {
    const { pairWithPhoneNumber } = clientOptionsOf(input({ pairing: { kind: 'code', phone: '+7 (701) 000-00-01' } }));
    expect(pairWithPhoneNumber?.phoneNumber).toBe('77010000001');
  });
});
