import { describe, expect, it } from 'vitest';
import { seededRandom } from '#domain/channel/seeded-random';
import { reactionToAckError } from '#domain/channel/session/ack-error';
import { backoffMs } from '#domain/channel/session/backoff';
import { type CloseReaction, reactionTo } from '#domain/channel/session/close-reaction';

const retry = (cause: string, backoff = 'seconds') => ({ kind: 'retry', backoff, cause });
const stop = (state: string, cause: string, wipe: boolean) => ({ kind: 'stop', state, cause, wipe });

/** The table of what the engine reports, as it was recorded against the emulator. */
const linked: readonly (readonly [number | null, string, object])[] = [
  [428, 'Connection Terminated', retry('session.connection_lost')],
  [428, 'Connection Terminated by Server', retry('session.connection_lost')],
  [1006, '', retry('session.connection_lost')],
  [408, 'Connection was lost', retry('session.no_connection')],
  [408, 'Timed Out', retry('session.no_connection')],
  [408, 'WebSocket Error (connect ECONNREFUSED)', retry('session.no_connection')],
  [408, 'QR refs attempts ended', retry('session.no_connection')],
  [515, 'Stream Errored (restart required)', { kind: 'restart_now', cause: 'session.restart_asked' }],
  [503, 'Stream Errored', retry('session.server_busy')],
  [500, 'Stream Errored (ack)', retry('session.server_error')],
  [440, 'Stream Errored (conflict)', stop('replaced', 'session.opened_elsewhere', false)],
  [401, 'Stream Errored (conflict)', stop('logged_out', 'session.unlinked_on_phone', true)],
  [401, 'Connection Failure', stop('logged_out', 'session.credentials_refused', true)],
  [401, 'Intentional Logout', stop('logged_out', 'session.unlinked_here', true)],
  [403, 'Connection Failure', stop('banned', 'session.account_blocked', false)],
  [405, 'Connection Failure', stop('outdated', 'session.version_too_old', false)],
  [411, 'Multi-device mismatch', stop('logged_out', 'session.link_again_asked', false)],
  [429, 'HTTP', retry('session.rate_limited', 'minutes')],
  [null, '', retry('session.closed_without_reason')],
  [418, 'teapot', retry('session.unknown_close')],
];

describe('what the end of a connection means', () => {
  it.each(linked)('linked: %s %s', (code, message, reaction) => {
    expect(reactionTo({ code, message, isLinked: true })).toEqual(reaction);
  });

  it.each([
    [408, 'QR refs attempts ended', stop('pairing_expired', 'session.code_not_scanned', true)],
    [408, 'worded anew', stop('pairing_expired', 'session.code_not_scanned', true)],
    [408, 'Connection was lost', retry('session.no_connection')],
    [408, 'WebSocket Error (getaddrinfo ENOTFOUND)', retry('session.no_connection')],
    [401, 'Connection Failure', stop('pairing_expired', 'session.pairing_refused', true)],
    [515, '', { kind: 'restart_now', cause: 'session.restart_asked' }],
    [428, '', retry('session.connection_lost')],
  ] as const)('not linked: %s %s', (code, message, reaction) => {
    expect(reactionTo({ code, message, isLinked: false })).toEqual(reaction);
  });

  it('deletes credentials only for a link that is gone, whatever code comes', () => {
    const reactions: (readonly [number, CloseReaction])[] = [];
    for (let code = 0; code < 1_100; code += 1)
      reactions.push([code, reactionTo({ code, message: 'anything', isLinked: true })]);
    const wiping = reactions.filter(([, reaction]) => reaction.kind === 'stop' && reaction.wipe);
    expect(wiping.map(([code]) => code)).toEqual([401]);
  });
});

describe('the wait before the next try', () => {
  it('doubles from a second to a minute, and from two minutes to half an hour', () => {
    const full = () => 1;
    expect([0, 1, 2, 3, 4, 5, 6, 7, 50, 2_000].map((attempt) => backoffMs(attempt, full))).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000, 60_000,
    ]);
    expect([0, 1, 2, 3, 4, 5].map((attempt) => backoffMs(attempt, full, 'minutes') / 60_000)).toEqual([
      2, 4, 8, 16, 30, 30,
    ]);
  });

  it('is spread over half of it, the same for the same seed', () => {
    const waits = (seed: number) => {
      const random = seededRandom(seed);
      return Array.from({ length: 1_000 }, () => backoffMs(4, random));
    };
    expect(waits(1)).toEqual(waits(1));
    expect(waits(1)).not.toEqual(waits(2));
    expect(Math.min(...waits(1))).toBeGreaterThanOrEqual(8_000);
    expect(Math.min(...waits(1))).toBeLessThan(8_200);
    expect(Math.max(...waits(1))).toBeLessThanOrEqual(16_000);
    expect(Math.max(...waits(1))).toBeGreaterThan(15_800);
  });
});

describe('a message the server refuses', () => {
  it.each([
    [463, false, { kind: 'fail', reason: 'whatsapp.account_restricted', warning: 'restricted' }],
    [479, false, { kind: 'resend_once', reason: 'whatsapp.stale_devices' }],
    [479, true, { kind: 'fail', reason: 'whatsapp.stale_devices', warning: null }],
    [429, false, { kind: 'fail', reason: 'whatsapp.rate_limited', warning: 'rate_limited' }],
    [400, false, { kind: 'fail', reason: 'whatsapp.refused', warning: null }],
  ] as const)('with %s (sent again: %s)', (code, resent, reaction) => {
    expect(reactionToAckError(code, { resent })).toEqual(reaction);
  });
});
