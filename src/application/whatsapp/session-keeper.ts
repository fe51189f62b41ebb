import type { NotifyTeam } from '#application/mail/notify-team';
import type { SessionRef } from '#application/ports/channel-session-store';
import type { Clock } from '#application/ports/clock';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import { HeldSession as Held, type HeldSession, type HeldSessions } from '#application/whatsapp/held-session';
import { engineOf, type KnownSession, newSession, readSession, recordOf } from '#application/whatsapp/known-session';
import type { ShowSessions } from '#application/whatsapp/show-sessions';
import type { SendingLedger } from '#domain/channel/sending/sending-ledger';
import type { SendingPreset } from '#domain/channel/sending/sending-rules';
import type { ChannelSession } from '#domain/channel/session/channel-session';

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly bus: LiveBus;
  readonly telemetry: Telemetry;
  readonly held: HeldSessions;
  readonly notices: Pick<NotifyTeam, 'aboutSession'>;
  /** This process's name in the leases. */
  readonly owner: string;
  /** How a number sends before anybody has chosen. */
  readonly firstPreset: SendingPreset;
  /** Where other processes see what this one holds; `null`: there are none. */
  readonly showing: Pick<ShowSessions, 'changed'> | null;
};

/** A lease that is not renewed for so long is anybody's. */
export const leaseMs = 15_000;

/** Takes leases, and writes down what becomes of the sessions under them. */
export class SessionKeeper {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** What is known of a number; a new one if nothing is. */
  async look(ref: SessionRef): Promise<KnownSession> {
    const { store, clock, firstPreset: preset, held } = this.#deps;
    const ours = held.get(ref);
    if (ours !== null) return ours.known;
    const { sessions, channels } = store.tenant(ref.tenantId);
    const record = await sessions.find(ref.channelId);
    if (record !== null) return this.#paced(readSession(record));
    const channel = await channels.find(ref.channelId);
    const at = channel?.createdAt ?? clock.now();
    return newSession(ref, { engine: engineOf(channel?.settings['engine']), preset, at });
  }

  /** The lease, ours already or claimed now. `null`: another process has it. */
  async hold(ref: SessionRef): Promise<HeldSession | null> {
    const { store, clock, held, owner } = this.#deps;
    const ours = held.get(ref);
    if (ours !== null) return ours;
    const { sessions } = store.tenant(ref.tenantId);
    const lease = await sessions.claim(ref.channelId, owner, leaseMs);
    if (lease === null) return null;
    const record = await sessions.find(ref.channelId);
    const known = record === null ? await this.look(ref) : this.#paced(readSession(record));
    const ledger = (record?.ledger ?? null) as SendingLedger | null;
    const session = new Held({ ref, fence: lease.fence, known, ledger }, clock.now());
    held.add(session);
    return session;
  }

  /** What was set up with an emulator may meet the real WhatsApp later: there, nothing goes without a pace. */
  #paced(known: KnownSession): KnownSession {
    const { firstPreset: preset } = this.#deps;
    const isLoose = known.sending.preset === 'off' && preset !== 'off';
    return isLoose ? { ...known, sending: { ...known.sending, preset, replyOnly: true } } : known;
  }

  /** Gives the lease back. */
  async letGo(session: HeldSession): Promise<void> {
    session.endOpening();
    session.cancelRetry?.();
    this.#deps.held.remove(session);
    const { tenantId, channelId } = session.ref;
    try {
      await this.#deps.store.tenant(tenantId).sessions.release(channelId, session.fence);
    } catch (error) {
      // It runs out by itself.
      this.#deps.telemetry.error('whatsapp.lease_not_released', error, { tenantId, channelId });
    }
  }

  /** Writes what changed and tells the screens. */
  async change(held: HeldSession, changes: Partial<KnownSession>): Promise<void> {
    const { store } = this.#deps;
    const known = { ...held.known, ...changes, health: held.watch.remembered };
    const saved = await store.tenant(held.ref.tenantId).sessions.save(recordOf(held.ref, known), held.fence);
    held.known = { ...known, version: saved.version };
    this.announce(held.ref);
  }

  /** What was seen of its traffic, if there is news. */
  async remember(held: HeldSession): Promise<void> {
    if (this.#deps.held.get(held.ref) === held && held.known.health !== held.watch.remembered)
      await this.change(held, {});
  }

  /** The session moved on: written, told, and logged by state and cause. */
  async move(held: HeldSession, session: ChannelSession, changes: Partial<KnownSession> = {}): Promise<void> {
    await this.change(held, { ...changes, session });
    const { status, cause, failures } = session.state;
    this.#deps.telemetry.info('whatsapp.session', { ...held.ref, status, cause, attempts: failures.attempts });
  }

  async writeLedger(held: HeldSession, ledger: SendingLedger): Promise<void> {
    held.ledger = ledger;
    const { tenantId, channelId } = held.ref;
    await this.#deps.store.tenant(tenantId).sessions.saveLedger(channelId, held.fence, ledger);
  }

  async wipe(held: HeldSession): Promise<void> {
    const { tenantId, channelId } = held.ref;
    await this.#deps.store.tenant(tenantId).sessions.wipeCredentials(channelId, held.fence);
  }

  announce(ref: SessionRef): void {
    const { bus, held, showing } = this.#deps;
    bus.publish({ kind: 'channel_session', tenantId: ref.tenantId, channelId: ref.channelId });
    const ours = held.get(ref);
    if (ours !== null) showing?.changed(ours);
  }

  /** A person has to act. @param trouble a stable code. */
  async alert(held: HeldSession, trouble: string): Promise<void> {
    const { telemetry, notices, store } = this.#deps;
    const { tenantId, channelId } = held.ref;
    telemetry.warn('whatsapp.needs_person', { tenantId, channelId, trouble });
    const channel = await store.tenant(tenantId).channels.find(channelId);
    await notices.aboutSession({ tenantId, channelId, channelName: channel?.name ?? '', trouble });
  }
}
