import type { SessionRef } from '#application/ports/channel-session-store';
import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import type { TextSafe } from '#application/ports/text-safe';
import type { EngineName } from '#application/ports/whatsapp-engines';
import type { HeldSessions, ShownPairing } from '#application/whatsapp/held-session';
import type { KnownSession, SendingSettings } from '#application/whatsapp/known-session';
import { riskyPolicy } from '#application/whatsapp/paced-sender';
import { policyOf } from '#application/whatsapp/sending-policy-of';
import type { SessionKeeper } from '#application/whatsapp/session-keeper';
import { readShown, type SessionShown, shownBy, shownByNobody, shownName } from '#application/whatsapp/session-shown';
import type { WaitingMessages } from '#application/whatsapp/waiting-messages';
import type { Channel } from '#domain/channel/channel';
import { measureRisk, type Risk } from '#domain/channel/risk-meter';
import { capAt } from '#domain/channel/sending/cap-rules';
import { openLedger, type SendingLedger } from '#domain/channel/sending/sending-ledger';
import type { WarningKind } from '#domain/channel/sending/sending-rules';
import { countWithin, dayWindow } from '#domain/channel/sending/sliding-count';
import { type NextStep, nextStep } from '#domain/channel/session/next-step';
import type { SessionCause } from '#domain/channel/session/session-cause';
import { isLive, type SessionStatus } from '#domain/channel/session/session-status';
import type { ChannelId, TenantId } from '#domain/shared/ids';

/** A number's connection as people see it. */
export type SessionView = {
  readonly channelId: ChannelId;
  readonly engine: EngineName;
  readonly isEmulated: boolean;
  readonly status: SessionStatus;
  readonly cause: SessionCause | 'channel.stopped';
  readonly since: Date;
  readonly nextStep: NextStep;
  readonly retryAt: Date | null;
  readonly number: string | null;
  readonly displayName: string | null;
  readonly pairing: ShownPairing | null;
  readonly health: SessionShown['health'];
  readonly risk: Pick<Risk, 'score' | 'level' | 'causes'>;
  readonly sending: SendingSettings & {
    readonly pausedBecause: WarningKind | null;
    readonly waiting: number;
    readonly waitsBecause: string | null;
    readonly nextAt: Date | null;
    readonly sentToday: number;
    readonly dayCap: number | null;
  };
};

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  readonly held: HeldSessions;
  readonly keeper: SessionKeeper;
  readonly waiting: WaitingMessages;
  readonly isEmulated: boolean;
  /** Opens what other processes show; `null`: there are none. */
  readonly safeOf: ((tenantId: TenantId) => TextSafe) | null;
};

type Seen = { readonly isHeld: boolean; readonly shown: SessionShown };

type Standing = Pick<SessionView, 'status' | 'cause' | 'since' | 'nextStep' | 'retryAt'>;

/** What the record says, as far as it is true: nobody is at a pairing that nobody holds, and a stopped channel is at rest. */
const standingOf = ({ session }: KnownSession, isHeld: boolean, { status: channel }: Channel): Standing => {
  const { status, cause, since, retryAt, isLinked } = session.state;
  if (channel === 'stopped' && isLive(status))
    return { status: 'paused', cause: 'channel.stopped', since, nextStep: 'resume', retryAt: null };
  if (isLive(status) && !isLinked && !isHeld)
    return {
      status: 'pairing_expired',
      cause: 'session.code_not_scanned',
      since,
      nextStep: nextStep('pairing_expired', 'session.code_not_scanned'),
      retryAt: null,
    };
  return { status, cause, since, nextStep: session.nextStep, retryAt };
};

/** Puts together what is stored, what the process that holds the number knows, and what waits. */
export class SessionViews {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async of(channel: Channel): Promise<SessionView> {
    const { store, clock, held, keeper, isEmulated } = this.#deps;
    const ref: SessionRef = { tenantId: channel.tenantId, channelId: channel.id };
    const known = await keeper.look(ref);
    const scoped = store.tenant(ref.tenantId);
    const ledger =
      held.get(ref)?.ledger ?? ((await scoped.sessions.find(ref.channelId))?.ledger as SendingLedger | null) ?? null;
    const zone = (await scoped.findTenant())?.state.timeZone ?? 'UTC';
    const now = clock.now();
    const { isHeld, shown } = await this.#seen(ref, known, now);
    const standing = standingOf(known, isHeld, channel);
    return {
      channelId: channel.id,
      engine: known.engine,
      isEmulated,
      ...standing,
      number: known.number,
      displayName: known.displayName,
      pairing: standing.status === 'pairing' ? stillGood(shown.pairing, now) : null,
      health: shown.health,
      ...sendingOf({ known, isHeld, shown, ledger, zone, now }),
    };
  }

  async #seen(ref: SessionRef, known: KnownSession, now: Date): Promise<Seen> {
    const { store, held, waiting, safeOf } = this.#deps;
    const ours = held.get(ref);
    const own = waiting.of(ref, now);
    if (ours !== null) return { isHeld: true, shown: shownBy(ours, own, now) };
    const nobodys = shownByNobody(known.health, own, now);
    if (safeOf === null) return { isHeld: false, shown: nobodys };
    const { isHeld, shown } = await store.tenant(ref.tenantId).sessions.holding(ref.channelId);
    return { isHeld, shown: (shown === null ? null : this.#opened(ref, shown, safeOf)) ?? nobodys };
  }

  #opened(
    { tenantId, channelId }: SessionRef,
    sealed: string,
    safeOf: (id: TenantId) => TextSafe,
  ): SessionShown | null {
    try {
      return readShown(safeOf(tenantId).open(shownName(channelId), sealed));
    } catch (error) {
      this.#deps.telemetry.error('whatsapp.shown_unreadable', error, { tenantId, channelId });
      return null;
    }
  }
}

type Sending = Seen & {
  readonly known: KnownSession;
  readonly ledger: SendingLedger | null;
  readonly zone: string;
  readonly now: Date;
};

const sendingOf = ({ known, isHeld, shown, ledger, zone, now }: Sending): Pick<SessionView, 'risk' | 'sending'> => {
  const whole = ledger ?? openLedger({ seed: 0, linkedAt: known.session.state.linkedAt ?? now });
  const chosen = policyOf(known.sending, zone);
  const { decryptFailures } = shown.health;
  const policy = isHeld ? riskyPolicy(decryptFailures, whole, chosen, now) : chosen;
  const { pause } = whole;
  const isPaused = pause !== null && (pause.until === null || pause.until > now.getTime());
  return {
    risk: known.session.state.isLinked ? measureRisk({ now, policy: chosen, ledger: whole, decryptFailures }) : noRisk,
    sending: {
      ...known.sending,
      pausedBecause: isPaused ? pause.kind : null,
      waiting: shown.waiting.count,
      waitsBecause: shown.waiting.because,
      nextAt: shown.waiting.nextAt,
      sentToday: countWithin(whole.day, dayWindow, now.getTime()),
      dayCap: capAt(policy, whole, 'perDay', now.getTime()),
    },
  };
};

const noRisk: SessionView['risk'] = { score: 0, level: 'low', causes: [] };

const stillGood = (pairing: ShownPairing | null, now: Date): ShownPairing | null =>
  pairing === null || pairing.expiresAt <= now ? null : pairing;
