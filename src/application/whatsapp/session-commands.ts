import { found } from '#application/not-found';
import type { SessionRef } from '#application/ports/channel-session-store';
import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';
import type { Pairing } from '#application/ports/whatsapp-engines';
import type { HeldSession, HeldSessions } from '#application/whatsapp/held-session';
import { engineOf, type SendingSettings } from '#application/whatsapp/known-session';
import type { NumberClaims } from '#application/whatsapp/number-claims';
import type { SessionKeeper } from '#application/whatsapp/session-keeper';
import type { SessionLine } from '#application/whatsapp/session-line';
import {
  AlreadyLinked,
  ChannelIsStopped,
  NotLinked,
  NotPairing,
  SessionHeldElsewhere,
} from '#application/whatsapp/session-refusals';
import type { SessionSupervisor } from '#application/whatsapp/session-supervisor';
import type { Channel } from '#domain/channel/channel';
import { resume } from '#domain/channel/sending/note-events';
import type { ChannelSession } from '#domain/channel/session/channel-session';
import { isLive } from '#domain/channel/session/session-status';

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly held: HeldSessions;
  readonly keeper: SessionKeeper;
  readonly supervisor: SessionSupervisor;
  readonly numbers: NumberClaims;
  readonly line: SessionLine;
};

/** Linked, and not in a state in which the link is worth nothing. */
const keepsItsLink = ({ state: { isLinked, status } }: ChannelSession): boolean =>
  isLinked && (isLive(status) || status === 'paused' || status === 'unreadable_credentials');

/** What people do with a number's session. Each is one step in its line. */
export class SessionCommands {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** A new code, in place of any other. @throws {AlreadyLinked} @throws {ChannelIsStopped} @throws {SessionHeldElsewhere} */
  link(ref: SessionRef, pairing: Pairing): Promise<void> {
    return this.#deps.line.run(ref, async () => {
      const { keeper, supervisor } = this.#deps;
      const channel = await this.#activeChannel(ref);
      const held = await this.#held(ref);
      if (keepsItsLink(held.known.session)) throw new AlreadyLinked('this channel is linked; log it out first', {});
      // What an abandoned pairing or an ended link left would only be refused.
      await keeper.wipe(held);
      held.known = { ...held.known, engine: engineOf(channel.settings['engine']) };
      await supervisor.connect(held, pairing);
    });
  }

  /** @throws {NotPairing} */
  async cancelLink(ref: SessionRef): Promise<void> {
    const { held, keeper, supervisor, clock, line } = this.#deps;
    const ours = held.get(ref);
    await line.run(ref, async () => {
      const { status, isLinked } = ours?.known.session.state ?? { status: 'unlinked', isLinked: false };
      if (ours === null || isLinked || !isLive(status)) throw new NotPairing('no pairing is under way', {});
      ours.endOpening();
      await keeper.move(ours, ours.known.session.unlink(clock.now()));
    });
    if (ours !== null) await supervisor.withdraw(ours, { wipe: true });
  }

  /** Takes the link away, here and on the phone as well as that can be done. @throws {NotLinked} @throws {SessionHeldElsewhere} */
  async logOut(ref: SessionRef): Promise<void> {
    const { keeper, supervisor, clock, line, numbers } = this.#deps;
    const held = await line.run(ref, async () => {
      const session = await this.#held(ref);
      if (!session.known.session.state.isLinked) {
        if (session.opening === null) await keeper.letGo(session);
        throw new NotLinked('no phone is linked to this channel', {});
      }
      session.endOpening();
      await keeper.move(session, session.known.session.unlink(clock.now()), { number: null, displayName: null });
      await numbers.giveBack(ref);
      return session;
    });
    await supervisor.withdraw(held, { how: 'logOut', wipe: true });
  }

  /** @throws {NotLinked} @throws {IllegalTransition} */
  async pause(ref: SessionRef): Promise<void> {
    const { keeper, supervisor, clock, line } = this.#deps;
    const held = await line.run(ref, async () => {
      const session = await this.#linked(ref);
      await keeper.move(session, session.known.session.pause(clock.now()));
      session.endOpening();
      return session;
    });
    await supervisor.withdraw(held);
  }

  /** Connects again with the link it has, now; and lets it send again after a warning. @throws {NotLinked} @throws {ChannelIsStopped} */
  resume(ref: SessionRef): Promise<void> {
    return this.#deps.line.run(ref, async () => {
      const { keeper, supervisor } = this.#deps;
      await this.#activeChannel(ref);
      const held = await this.#linked(ref);
      if (held.ledger !== null && held.ledger.pause !== null) await keeper.writeLedger(held, resume(held.ledger));
      if (held.isOpen) return keeper.announce(ref);
      await supervisor.connect(held, null);
    });
  }

  /** @throws {SessionHeldElsewhere} */
  changeSending(ref: SessionRef, sending: SendingSettings): Promise<void> {
    return this.#deps.line.run(ref, async () => {
      const { keeper } = this.#deps;
      const held = await this.#held(ref);
      await keeper.change(held, { sending });
      if (held.opening === null && !isLive(held.known.session.state.status)) await keeper.letGo(held);
    });
  }

  async #held(ref: SessionRef): Promise<HeldSession> {
    const held = await this.#deps.keeper.hold(ref);
    if (held === null) throw new SessionHeldElsewhere('another process holds this number at the moment', {});
    return held;
  }

  async #linked(ref: SessionRef): Promise<HeldSession> {
    const held = await this.#held(ref);
    if (held.known.session.state.isLinked) return held;
    if (held.opening === null) await this.#deps.keeper.letGo(held);
    throw new NotLinked('no phone is linked to this channel', {});
  }

  async #activeChannel({ tenantId, channelId }: SessionRef): Promise<Channel> {
    const channel = found(await this.#deps.store.tenant(tenantId).channels.find(channelId), 'channel');
    if (channel.status === 'stopped') throw new ChannelIsStopped('start the channel first', {});
    return channel;
  }
}
