import type { SessionRef } from '#application/ports/channel-session-store';
import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';
import type { EngineName } from '#application/ports/whatsapp-engines';
import type { HeldSession, HeldSessions, ShownPairing } from '#application/whatsapp/held-session';
import type { KnownSession, SendingSettings } from '#application/whatsapp/known-session';
import { riskyPolicy } from '#application/whatsapp/paced-sender';
import { policyOf } from '#application/whatsapp/sending-policy-of';
import type { SessionKeeper } from '#application/whatsapp/session-keeper';
import type { WaitingMessages } from '#application/whatsapp/waiting-messages';
import type { Channel } from '#domain/channel/channel';
import { measureRisk, type Risk } from '#domain/channel/risk-meter';
import { capAt } from '#domain/channel/sending/cap-rules';
import { openLedger, type SendingLedger } from '#domain/channel/sending/sending-ledger';
import type { WarningKind } from '#domain/channel/sending/sending-rules';
import { countWithin, dayByHour, dayWindow } from '#domain/channel/sending/sliding-count';
import { type NextStep, nextStep } from '#domain/channel/session/next-step';
import type { SessionCause } from '#domain/channel/session/session-cause';
import type { HealthCause, SessionHealth } from '#domain/channel/session/session-health';
import { isLive, type SessionStatus } from '#domain/channel/session/session-status';
import type { ChannelId } from '#domain/shared/ids';

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
  readonly health: {
    readonly status: SessionHealth['status'] | 'unknown';
    readonly causes: readonly HealthCause[];
    readonly lastInboundAt: Date | null;
    readonly lastDeliveredAt: Date | null;
    readonly decryptFailures: number;
  };
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
  readonly held: HeldSessions;
  readonly keeper: SessionKeeper;
  readonly waiting: WaitingMessages;
  readonly isEmulated: boolean;
};

type Standing = Pick<SessionView, 'status' | 'cause' | 'since' | 'nextStep' | 'retryAt'>;

/** What the record says, as far as it is true: nobody is at a pairing that nobody holds, and a stopped channel is at rest. */
const standingOf = ({ session }: KnownSession, held: HeldSession | null, { status: channel }: Channel): Standing => {
  const { status, cause, since, retryAt, isLinked } = session.state;
  if (channel === 'stopped' && isLive(status))
    return { status: 'paused', cause: 'channel.stopped', since, nextStep: 'resume', retryAt: null };
  if (isLive(status) && !isLinked && held === null)
    return {
      status: 'pairing_expired',
      cause: 'session.code_not_scanned',
      since,
      nextStep: nextStep('pairing_expired', 'session.code_not_scanned'),
      retryAt: null,
    };
  return { status, cause, since, nextStep: session.nextStep, retryAt };
};

/** Puts together what is stored, what this process holds and what waits. */
export class SessionViews {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async of(channel: Channel): Promise<SessionView> {
    const { store, clock, held, keeper, isEmulated } = this.#deps;
    const ref: SessionRef = { tenantId: channel.tenantId, channelId: channel.id };
    const ours = held.get(ref);
    const known = await keeper.look(ref);
    const scoped = store.tenant(ref.tenantId);
    const ledger =
      ours?.ledger ?? ((await scoped.sessions.find(ref.channelId))?.ledger as SendingLedger | null) ?? null;
    const zone = (await scoped.findTenant())?.state.timeZone ?? 'UTC';
    const now = clock.now();
    const standing = standingOf(known, ours, channel);
    return {
      channelId: channel.id,
      engine: known.engine,
      isEmulated,
      ...standing,
      number: known.number,
      displayName: known.displayName,
      pairing: standing.status === 'pairing' ? shown(ours, now) : null,
      health: healthOf(known, ours, now),
      ...this.#sending(ref, { known, ours, ledger, zone, now }),
    };
  }

  #sending(
    ref: SessionRef,
    {
      known,
      ours,
      ledger,
      zone,
      now,
    }: {
      readonly known: KnownSession;
      readonly ours: HeldSession | null;
      readonly ledger: SendingLedger | null;
      readonly zone: string;
      readonly now: Date;
    },
  ): Pick<SessionView, 'risk' | 'sending'> {
    const whole = ledger ?? openLedger({ seed: 0, linkedAt: known.session.state.linkedAt ?? now });
    const chosen = policyOf(known.sending, zone);
    const policy = ours === null ? chosen : riskyPolicy(ours, whole, chosen, now);
    const decryptFailures = countWithin(known.health.failures, dayByHour, now.getTime());
    const waiting = this.#deps.waiting.of(ref, now);
    const { pause } = whole;
    const isPaused = pause !== null && (pause.until === null || pause.until > now.getTime());
    return {
      risk: known.session.state.isLinked
        ? measureRisk({ now, policy: chosen, ledger: whole, decryptFailures })
        : noRisk,
      sending: {
        ...known.sending,
        pausedBecause: isPaused ? pause.kind : null,
        waiting: waiting.length,
        waitsBecause: waiting[0]?.reason ?? null,
        nextAt: waiting[0]?.until ?? null,
        sentToday: countWithin(whole.day, dayWindow, now.getTime()),
        dayCap: capAt(policy, whole, 'perDay', now.getTime()),
      },
    };
  }
}

const noRisk: SessionView['risk'] = { score: 0, level: 'low', causes: [] };

const shown = (held: HeldSession | null, now: Date): ShownPairing | null =>
  held?.pairing === null || held === null || held.pairing.expiresAt <= now ? null : held.pairing;

const healthOf = (known: KnownSession, held: HeldSession | null, now: Date): SessionView['health'] => {
  const { lastInboundAt, lastDeliveredAt, failures } = held?.watch.remembered ?? known.health;
  const isOpen = held?.isOpen === true;
  const { status, causes } = isOpen
    ? held.watch.health(now, known.session.state.since)
    : { status: 'unknown' as const, causes: [] };
  const decryptFailures = countWithin(failures, dayByHour, now.getTime());
  return { status, causes, lastInboundAt, lastDeliveredAt, decryptFailures };
};
