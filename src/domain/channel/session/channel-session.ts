import { backoffMs } from '#domain/channel/session/backoff';
import { type Close, type CloseReaction, reactionTo } from '#domain/channel/session/close-reaction';
import { type NextStep, nextStep } from '#domain/channel/session/next-step';
import type { SessionCause } from '#domain/channel/session/session-cause';
import { isLive, type SessionStatus, sessionTransitions } from '#domain/channel/session/session-status';
import type { ChannelId, TenantId } from '#domain/shared/ids';
import { assertTransition } from '#domain/shared/state-machine';

/** In a row: until it was open for a while. A connection that opens and ends at once has not recovered. */
export type Failures = {
  readonly attempts: number;
  /** Ends of which nobody can say what they mean (500, unknown codes). */
  readonly odd: number;
  readonly rateLimits: number;
};

export type ChannelSessionState = {
  readonly channelId: ChannelId;
  readonly tenantId: TenantId;
  readonly status: SessionStatus;
  readonly cause: SessionCause;
  readonly since: Date;
  /** The phone has linked us. */
  readonly isLinked: boolean;
  /** When this link was first open: what is older is history. */
  readonly linkedAt: Date | null;
  /** Since when it is not open, though it was; `null` while it is, and before it ever was. */
  readonly downSince: Date | null;
  readonly failures: Failures;
  /** When it is tried again; `null` unless it reconnects. */
  readonly retryAt: Date | null;
  readonly version: number;
};

/** An end that came while there was nothing to end: the echo of what a person or a stop did before. */
export type Echo = { readonly kind: 'none' };

export type Closed = {
  readonly session: ChannelSession;
  readonly reaction: CloseReaction | Echo;
  /** Somebody should look: it stopped (and not before the eyes of who pairs it), or fails in a way nobody understands. */
  readonly needsAlert: boolean;
};

const oddCauses: readonly SessionCause[] = ['session.server_error', 'session.unknown_close'];
/** So many odd ends in a row are no accident. */
const oddIsAlarming = 3;
/** Restarts without waiting. */
const mostRestarts = 3;
/** Open for so long, it has recovered. */
const recoveredAfterMs = 60_000;
const noFailures: Failures = { attempts: 0, odd: 0, rateLimits: 0 };

/** The connection of one number. Immutable; each step gives the next one or throws `IllegalTransition`. */
export class ChannelSession {
  readonly state: ChannelSessionState;
  constructor(state: ChannelSessionState) {
    this.state = state;
  }

  static open({ channelId, tenantId, at }: { channelId: ChannelId; tenantId: TenantId; at: Date }): ChannelSession {
    return new ChannelSession({
      channelId,
      tenantId,
      status: 'unlinked',
      cause: 'session.new',
      since: at,
      isLinked: false,
      linkedAt: null,
      downSince: null,
      failures: noFailures,
      retryAt: null,
      version: 0,
    });
  }

  get nextStep(): NextStep {
    return nextStep(this.state.status, this.state.cause);
  }

  /** A person starts, resumes or links again; or a retry is due. Asking twice is as good as once. */
  connect(at: Date): ChannelSession {
    if (isLive(this.state.status) && this.state.status !== 'reconnecting') return this;
    return this.#moved('connecting', 'session.started', at);
  }

  /** A process of ours takes it up after the one that held it: nothing of WhatsApp's failed. */
  takenUp(at: Date): ChannelSession {
    return this.#moved('connecting', 'session.process_ended', at);
  }

  /** A code is shown. A fresh code of the same pairing changes nothing. */
  showCode(at: Date): ChannelSession {
    if (this.state.status === 'pairing') return this;
    return this.#moved('pairing', 'session.code_shown', at);
  }

  /** The phone has linked us; the server asks for a restart next. From here on an end is one of a linked session. */
  scanned(at: Date): ChannelSession {
    return this.#moved('connecting', 'session.scanned', at, { isLinked: true, failures: noFailures });
  }

  /** Connected, and so linked. */
  opened(at: Date): ChannelSession {
    if (this.state.status === 'open') return this;
    const linkedAt = this.state.linkedAt ?? at;
    return this.#moved('open', 'session.connected', at, { isLinked: true, linkedAt });
  }

  /**
   * The connection ended. Never throws: an end may come late, after a person or another end has stopped the session.
   * @param random from 0 to below 1: the jitter of the wait.
   */
  closed(close: Omit<Close, 'isLinked'>, at: Date, random: () => number): Closed {
    const reaction = reactionTo({ ...close, isLinked: this.state.isLinked });
    if (!this.#isNews(reaction)) return { session: this, reaction: { kind: 'none' }, needsAlert: false };
    switch (reaction.kind) {
      case 'restart_now':
        return this.#restarted(reaction, at, random);
      case 'stop': {
        // Who was logged out starts with a new link, whether or not the old credentials are deleted now.
        const unlinks = reaction.wipe || reaction.state === 'logged_out';
        const session = this.#stopped(reaction.state, reaction.cause, at, unlinks);
        return { session, reaction, needsAlert: reaction.state !== 'pairing_expired' };
      }
      case 'retry':
        return this.#retried(reaction, at, random);
    }
  }

  /** It was scanned by a number that another business has here: the new link is undone. */
  numberTaken(at: Date): ChannelSession {
    return this.#stopped('number_taken', 'session.number_of_another_business', at, true);
  }

  /** What is stored cannot be decrypted. It stays as it is, and so does the link. */
  unreadable(at: Date): ChannelSession {
    return this.#stopped('unreadable_credentials', 'session.key_does_not_fit', at, false);
  }

  pause(at: Date): ChannelSession {
    return this.#moved('paused', 'session.paused_by_person', at);
  }

  /** A person took the link away; the next start shows a new code. */
  unlink(at: Date): ChannelSession {
    return this.#stopped('unlinked', 'session.unlinked_here', at, true);
  }

  /** While paused only what ends the link is news. */
  #isNews(reaction: CloseReaction): boolean {
    const { status } = this.state;
    return isLive(status) || (status === 'paused' && reaction.kind === 'stop' && reaction.state !== 'replaced');
  }

  /** At once; but a server that asks again and again is not asked back in a hot circle. */
  #restarted(reaction: Extract<CloseReaction, { kind: 'restart_now' }>, at: Date, random: () => number): Closed {
    const failures = this.#failuresAt(at);
    if (failures.attempts >= mostRestarts)
      return this.#retried({ kind: 'retry', backoff: 'seconds', cause: reaction.cause }, at, random);
    const counted = { ...failures, attempts: failures.attempts + 1 };
    const session = this.#moved('connecting', reaction.cause, at, { failures: counted });
    return { session, reaction, needsAlert: false };
  }

  #retried(reaction: Extract<CloseReaction, { kind: 'retry' }>, at: Date, random: () => number): Closed {
    const { attempts, odd, rateLimits } = this.#failuresAt(at);
    const isLimit = reaction.backoff === 'minutes';
    const failures: Failures = {
      attempts: attempts + 1,
      odd: oddCauses.includes(reaction.cause) ? odd + 1 : 0,
      rateLimits: isLimit ? rateLimits + 1 : rateLimits,
    };
    // The minutes double with each "too many", not with what failed before the first.
    const retryAt = new Date(at.getTime() + backoffMs(isLimit ? rateLimits : attempts, random, reaction.backoff));
    const session = this.#moved('reconnecting', reaction.cause, at, { failures, retryAt });
    return { session, reaction, needsAlert: failures.odd === oddIsAlarming };
  }

  #failuresAt(at: Date): Failures {
    const { status, since, failures } = this.state;
    return status === 'open' && at.getTime() - since.getTime() >= recoveredAfterMs ? noFailures : failures;
  }

  #stopped(status: SessionStatus, cause: SessionCause, at: Date, unlinks: boolean): ChannelSession {
    const link = unlinks ? { isLinked: false, linkedAt: null } : {};
    return this.#moved(status, cause, at, { ...link, failures: noFailures });
  }

  /** @throws {IllegalTransition} names both states. */
  #moved(
    status: SessionStatus,
    cause: SessionCause,
    at: Date,
    changes: Partial<ChannelSessionState> = {},
  ): ChannelSession {
    assertTransition('channel session', sessionTransitions, this.state.status, status);
    const lost = this.state.status === 'open' ? at : this.state.downSince;
    const downSince = status === 'open' ? null : lost;
    return new ChannelSession({ ...this.state, retryAt: null, downSince, ...changes, status, cause, since: at });
  }
}
