import { describe, expect, it } from 'vitest';
import {
  closeOfDisconnect,
  closeOfFault,
  closeOfState,
  isUnlinked,
} from '#adapters/channels/whatsapp-web/close-reason';
import { PageTooSlow } from '#adapters/channels/whatsapp-web/errors';

describe('the codes of ends', () => {
  it.each<[string, number]>([
    ['LOGOUT', 401],
    ['UNPAIRED', 401],
    ['UNPAIRED_IDLE', 401],
    ['CONFLICT', 440],
    ['DEPRECATED_VERSION', 405],
    ['TOS_BLOCK', 403],
    ['SMB_TOS_BLOCK', 403],
    ['PROXYBLOCK', 503],
    ['NAVIGATION', 428],
    ['Max qrcode retries reached', 408],
    ['SOMETHING_NEW', 500],
  ])('of %s is %i', (reason, code) => {
    const close = closeOfDisconnect(reason);
    expect(close.code).toBe(code);
    expect(isUnlinked(close)).toBe(code === 401);
  });

  it.each(['CONNECTED', 'OPENING', 'PAIRING', 'TIMEOUT', ''])('has none for the state %j', (state) => {
    expect(closeOfState(state)).toBeNull();
  });

  it.each<[unknown, number]>([
    ['auth timeout', 408],
    ['ready timeout', 408],
    [new PageTooSlow('slow'), 408],
    [new Error('net::ERR_INTERNET_DISCONNECTED at https://web.whatsapp.com/'), 408],
    [new Error('Failed to launch the browser process!'), 500],
    [new Error('Execution context was destroyed'), 500],
    [undefined, 500],
  ])('of the fault %j is %i', (fault, code) => {
    expect(closeOfFault(fault).code).toBe(code);
  });

  it('says nothing of where a profile or a page is', () => {
    const words = 'Failed to launch the browser process: /sessions/tenant/channel';
    expect(closeOfFault(new Error(words)).reason).not.toContain('/');
  });
});
