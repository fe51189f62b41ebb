import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PairingClock } from '#adapters/channels/whatsapp-web/pairing-clock';

describe('the codes of a pairing', () => {
  const expired = vi.fn();
  beforeEach(() => {
    vi.useFakeTimers();
    expired.mockClear();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('are shown once each, and run out when no other comes', () => {
    const clock = new PairingClock(expired);
    expect(clock.qr('one')).toEqual({ kind: 'pairing', how: 'qr', value: 'one', expiresInMs: 60_000 });
    expect(clock.qr('one')).toBeNull();
    vi.advanceTimersByTime(60_000);
    expect(clock.qr('two')).toMatchObject({ value: 'two', expiresInMs: 20_000 });
    vi.advanceTimersByTime(34_999);
    expect(expired).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(expired).toHaveBeenCalledTimes(1);
  });

  it('is one when it is typed, until before the page makes another', () => {
    const clock = new PairingClock(expired);
    expect(clock.code('')).toBeNull();
    expect(clock.code('ABCD1234')).toMatchObject({ how: 'code', expiresInMs: 170_000 });
    expect(clock.code('EFGH5678')).toBeNull();
    vi.advanceTimersByTime(170_000);
    expect(expired).toHaveBeenCalledTimes(1);
  });

  it('run out no more once somebody scanned', () => {
    const clock = new PairingClock(expired);
    clock.qr('one');
    clock.stop();
    vi.advanceTimersByTime(1_000_000);
    expect(expired).not.toHaveBeenCalled();
  });
});
