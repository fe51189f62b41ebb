import { describe, expect, it } from 'vitest';
import type { Signatures } from '#application/ports/signatures';
import { VisitorTokens } from '#application/widget/visitor-tokens';
import { TenantId, VisitorId, WidgetSessionId } from '#domain/shared/ids';
import { FakeClock } from '#test/support/fake-clock';

const day = 24 * 60 * 60_000;
const id = (prefix: string, digit: string): string => `${prefix}_${digit.repeat(32)}`;
const visitor = {
  tenantId: TenantId(id('ten', '1')),
  visitorId: VisitorId(id('vis', '2')),
  sessionId: WidgetSessionId(id('wss', '3')),
};

/** Signs with a name, so that a test sees what was signed for what. */
const signaturesOf = (secret: string): Signatures => {
  const sign = (purpose: string, text: string): string => {
    let sum = 0;
    for (const character of `${secret}\n${purpose}\n${text}`)
      sum = (Math.imul(sum, 31) + character.charCodeAt(0)) >>> 0;
    return `signature-of-${String(sum).padStart(12, '0')}`;
  };
  return { sign, matches: (purpose, text, signature) => sign(purpose, text) === signature };
};

const tokensWith = (clock: FakeClock, secret = 'a') => new VisitorTokens({ signatures: signaturesOf(secret), clock });

describe('the token of a visitor', () => {
  it('says who it was made for, for thirty days', () => {
    const clock = new FakeClock();
    const tokens = tokensWith(clock);
    const { token, expiresAt } = tokens.issue(visitor);
    expect(token).toMatch(/^wv1\.ten_1+\.vis_2+\.wss_3+\.\d+\.signature-of-\d+$/);
    expect(tokens.read(token)).toEqual({ kind: 'visitor', ...visitor });
    clock.advance(30 * day - 1);
    expect(tokens.read(token)).not.toBeNull();
    clock.advance(1);
    expect(tokens.read(token)).toBeNull();
    expect(expiresAt).toEqual(clock.now());
  });

  it('is nothing with any part changed', () => {
    const tokens = tokensWith(new FakeClock());
    const parts = tokens.issue(visitor).token.split('.');
    const others = [
      'wv2',
      id('ten', '9'),
      id('vis', '9'),
      id('wss', '9'),
      '9999999999999',
      'signature-of-000000000000',
    ];
    for (const [index, other] of others.entries()) {
      const changed = parts.with(index, other).join('.');
      expect(tokens.read(changed), changed).toBeNull();
    }
  });

  it('is nothing under another secret, and no signature for a file', () => {
    const clock = new FakeClock();
    const { token } = tokensWith(clock).issue(visitor);
    expect(tokensWith(clock, 'b').read(token)).toBeNull();
    const text = token.slice(0, token.lastIndexOf('.'));
    expect(tokensWith(clock).read(`${text}.${signaturesOf('a').sign('file', text)}`)).toBeNull();
  });

  it('is nothing when it is no token at all', () => {
    const tokens = tokensWith(new FakeClock());
    for (const text of ['', 'wv1', 'wv1.....', 'a.b.c', `${'x'.repeat(100_000)}`]) expect(tokens.read(text)).toBeNull();
  });
});
