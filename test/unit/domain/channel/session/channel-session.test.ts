import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChannelSession } from '#domain/channel/session/channel-session';
import { nextStep } from '#domain/channel/session/next-step';
import { sessionCauses } from '#domain/channel/session/session-cause';
import { type SessionStatus, sessionStatuses, sessionTransitions } from '#domain/channel/session/session-status';
import { ChannelId, TenantId } from '#domain/shared/ids';
import { IllegalTransition } from '#domain/shared/state-machine';

const start = new Date('2026-03-02T12:00:00Z');
const later = (seconds: number): Date => new Date(start.getTime() + seconds * 1_000);
const half = () => 0.5;
const about = { channelId: ChannelId('chn_1'), tenantId: TenantId('ten_1') };

const fresh = (): ChannelSession => ChannelSession.open({ ...about, at: start });
const pairing = (): ChannelSession => fresh().connect(later(1)).showCode(later(2));
const open = (): ChannelSession => pairing().opened(later(10));
const inState = (status: SessionStatus): ChannelSession => new ChannelSession({ ...open().state, status });
const end = (session: ChannelSession, code: number | null, message = '', at = 60) =>
  session.closed({ code, message }, later(at), half);

describe('a channel session', () => {
  it('is linked by a scan, and remembers since when', () => {
    expect(fresh().state).toMatchObject({ status: 'unlinked', cause: 'session.new', since: start, isLinked: false });
    expect(pairing().state).toMatchObject({ status: 'pairing', cause: 'session.code_shown', since: later(2) });
    expect(open().state).toMatchObject({
      status: 'open',
      cause: 'session.connected',
      since: later(10),
      isLinked: true,
      linkedAt: later(10),
    });
  });

  it('restarts at once when the server asks, as after a scan', () => {
    const { session, reaction, needsAlert } = end(pairing(), 515);
    expect([session.state.status, session.state.cause]).toEqual(['connecting', 'session.restart_asked']);
    expect([reaction.kind, needsAlert]).toEqual(['restart_now', false]);
    expect(session.opened(later(61)).state.status).toBe('open');
  });

  it('is a linked one from the scan on: an end before it is open deletes nothing and asks for no new code', () => {
    const scanned = pairing().scanned(later(5));
    expect(scanned.state).toMatchObject({
      status: 'connecting',
      cause: 'session.scanned',
      isLinked: true,
      linkedAt: null,
    });
    expect(end(scanned, 515).session.opened(later(6)).state.linkedAt).toEqual(later(6));
    expect(end(scanned, 408, 'QR refs attempts ended').session.state.status).toBe('reconnecting');
  });

  it('does not restart in a circle', () => {
    let session = open();
    for (let nth = 0; nth < 3; nth += 1) session = end(session, 515).session;
    expect(session.state).toMatchObject({ status: 'connecting', retryAt: null });
    expect(end(session, 515).session.state).toMatchObject({ status: 'reconnecting', retryAt: later(66) });
  });

  it('comes back by itself, later each time', () => {
    let session = open();
    const waits: number[] = [];
    for (let nth = 0; nth < 8; nth += 1) {
      session = end(session, 428).session;
      expect([session.state.status, session.nextStep]).toEqual(['reconnecting', 'wait']);
      waits.push((session.state.retryAt?.getTime() ?? 0) - later(60).getTime());
      session = session.connect(later(61));
      expect(session.state.retryAt).toBeNull();
    }
    expect(waits).toEqual([750, 1_500, 3_000, 6_000, 12_000, 24_000, 45_000, 45_000]);
  });

  it('has recovered when it stayed open for a minute, and not when it opened and ended at once', () => {
    const failing = [428, 428, 428].reduce((session, code) => end(session, code).session, open());
    const reopened = failing.connect(later(70)).opened(later(71));
    const waitsMs = (at: number) =>
      (end(reopened, 428, '', at).session.state.retryAt?.getTime() ?? 0) - later(at).getTime();
    expect([waitsMs(72), waitsMs(130), waitsMs(131)]).toEqual([6_000, 6_000, 750]);
  });

  it('knows since when it is down, through all tries', () => {
    const down = end(open(), 428).session.connect(later(63));
    expect(end(down, 428, '', 65).session.state).toMatchObject({ since: later(65), downSince: later(60) });
    expect(down.opened(later(66)).state.downSince).toBeNull();
    expect(pairing().state.downSince).toBeNull();
  });

  it('waits minutes when the server says "too many", more of them each time, whatever failed before', () => {
    const tried = [428, 428, 428, 428].reduce((session, code) => end(session, code).session, open());
    const once = end(tried, 429).session;
    const twice = end(once, 429).session;
    expect([once.state.retryAt, twice.state.retryAt]).toEqual([later(60 + 90), later(60 + 180)]);
    expect(once.state.cause).toBe('session.rate_limited');
  });

  it('calls somebody at the third 500 in a row, once, and keeps trying', () => {
    let session = open();
    const alerts = [500, 500, 500, 500].map((code) => {
      const closed = end(session, code, 'Stream Errored (ack)');
      // Each time it opens for a moment.
      session = closed.session.connect(later(61)).opened(later(62));
      return closed.needsAlert;
    });
    expect(alerts).toEqual([false, false, true, false]);
    expect(session.state.isLinked).toBe(true);
    const broken = [500, 500, 428, 500].reduce((each, code) => end(each, code).session, open());
    expect(broken.state.failures.odd).toBe(1);
  });

  it.each([
    [440, '', 'replaced', 'check_other_device', true],
    [401, 'Stream Errored (conflict)', 'logged_out', 'link_again', false],
    [403, '', 'banned', 'contact_whatsapp', true],
    [405, '', 'outdated', 'update_wakil', true],
    [411, '', 'logged_out', 'link_again', false],
  ] as const)('stops at %s %s: %s, then %s', (code, message, status, step, isLinked) => {
    const { session, needsAlert } = end(open(), code, message);
    expect(session.state).toMatchObject({ status, isLinked, retryAt: null });
    expect([session.nextStep, needsAlert]).toEqual([step, true]);
  });

  it('asks for a new code when nobody scanned, and to scan again when the phone refused', () => {
    expect(end(pairing(), 408, 'QR refs attempts ended').session.nextStep).toBe('new_qr');
    const refused = end(pairing(), 401, 'Connection Failure').session;
    expect([refused.state.status, refused.nextStep]).toEqual(['pairing_expired', 'scan_again']);
    expect(end(pairing(), 401, 'Connection Failure').needsAlert).toBe(false);
  });

  it('never fights for a connection that was opened elsewhere', () => {
    const replaced = end(open(), 440).session;
    const echo = end(replaced, 428);
    expect(echo.session).toBe(replaced);
    expect(echo).toMatchObject({ reaction: { kind: 'none' }, needsAlert: false });
    expect(replaced.connect(later(70)).state.status).toBe('connecting');
  });

  it('stays paused when the socket that was closed says so, but hears that it was unlinked', () => {
    const paused = open().pause(later(20));
    expect([paused.state.status, paused.nextStep]).toEqual(['paused', 'resume']);
    for (const code of [428, 515, 440, null]) expect(end(paused, code).session).toBe(paused);
    expect(end(paused, 401, 'Stream Errored (conflict)').session.state.status).toBe('logged_out');
    expect(paused.connect(later(21)).state.status).toBe('connecting');
  });

  it('is unlinked by a person, and the echo of that is no news', () => {
    const unlinked = open().unlink(later(20));
    expect(unlinked.state).toMatchObject({ status: 'unlinked', isLinked: false, linkedAt: null });
    expect(end(unlinked, 401, 'Intentional Logout').session).toBe(unlinked);
  });

  it('gives back a number that another business has', () => {
    const taken = open().numberTaken(later(11));
    expect(taken.state).toMatchObject({ status: 'number_taken', isLinked: false });
    expect(taken.nextStep).toBe('use_another_number');
  });

  it('keeps credentials it cannot read, and the link', () => {
    const unreadable = open().pause(later(20)).connect(later(21)).unreadable(later(22));
    expect(unreadable.state).toMatchObject({ status: 'unreadable_credentials', isLinked: true, linkedAt: later(10) });
    expect(unreadable.nextStep).toBe('restore_key');
  });

  it('takes the same wish twice for one', () => {
    for (const session of [fresh().connect(later(1)), pairing(), open()])
      expect(session.connect(later(30))).toBe(session);
    expect(pairing().showCode(later(30)).state.since).toEqual(later(2));
    expect(open().opened(later(30)).state.since).toEqual(later(10));
  });

  it('refuses a step it does not have, and names both states', () => {
    expect(() => fresh().opened(later(1))).toThrow(
      expect.objectContaining({
        code: 'lifecycle.illegal_transition',
        details: { thing: 'channel session', from: 'unlinked', to: 'open' },
      }),
    );
  });

  it.each(sessionStatuses)('goes from %s where the table says and nowhere else', (status) => {
    const steps: readonly [SessionStatus, (session: ChannelSession) => ChannelSession][] = [
      ['pairing', (session) => session.showCode(later(9))],
      ['open', (session) => session.opened(later(9))],
      ['paused', (session) => session.pause(later(9))],
      ['unlinked', (session) => session.unlink(later(9))],
      ['number_taken', (session) => session.numberTaken(later(9))],
      ['unreadable_credentials', (session) => session.unreadable(later(9))],
    ];
    for (const [to, step] of steps) {
      if (to === status) continue;
      if (sessionTransitions[status].includes(to)) expect(step(inState(status)).state.status).toBe(to);
      else expect(() => step(inState(status))).toThrow(IllegalTransition);
    }
  });

  it('bears any end in any state, and always knows a next step', () => {
    const closes = fc.record({
      code: fc.option(fc.constantFrom(401, 403, 405, 408, 411, 428, 429, 440, 500, 503, 515, 1006, 7)),
      message: fc.constantFrom('', 'Stream Errored (conflict)', 'QR refs attempts ended', 'Connection was lost'),
    });
    fc.assert(
      fc.property(fc.constantFrom(...sessionStatuses), fc.boolean(), fc.array(closes), (status, isLinked, ends) => {
        let session = new ChannelSession({ ...open().state, status, isLinked });
        for (const each of ends) {
          const before = session.state.status;
          const { session: next, reaction } = session.closed(each, later(60), half);
          if (reaction.kind === 'none') expect(next).toBe(session);
          else expect(sessionTransitions[before]).toContain(next.state.status);
          expect(next.state.status === 'reconnecting').toBe(
            next.state.retryAt !== null || (next === session && before === 'reconnecting'),
          );
          session = next;
        }
      }),
    );
    for (const status of sessionStatuses)
      for (const cause of sessionCauses) expect(nextStep(status, cause)).toMatch(/^[a-z_]+$/);
  });
});
