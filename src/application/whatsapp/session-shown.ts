import type { HeldSession, ShownPairing } from '#application/whatsapp/held-session';
import type { RememberedHealth } from '#application/whatsapp/known-session';
import type { Waiting } from '#application/whatsapp/waiting-messages';
import { countWithin, dayByHour } from '#domain/channel/sending/sliding-count';
import type { HealthCause, SessionHealth } from '#domain/channel/session/session-health';

/** What only the process that holds a number knows of it, as far as people see it. */
export type SessionShown = {
  readonly pairing: ShownPairing | null;
  readonly health: {
    readonly status: SessionHealth['status'] | 'unknown';
    readonly causes: readonly HealthCause[];
    readonly lastInboundAt: Date | null;
    readonly lastDeliveredAt: Date | null;
    readonly decryptFailures: number;
  };
  readonly waiting: {
    readonly count: number;
    readonly because: string | null;
    readonly nextAt: Date | null;
  };
};

const waitingOf = (waiting: readonly Waiting[]): SessionShown['waiting'] => ({
  count: waiting.length,
  because: waiting[0]?.reason ?? null,
  nextAt: waiting[0]?.until ?? null,
});

const rememberedOf = ({ lastInboundAt, lastDeliveredAt, failures }: RememberedHealth, now: Date) => ({
  lastInboundAt,
  lastDeliveredAt,
  decryptFailures: countWithin(failures, dayByHour, now.getTime()),
});

/** By who holds it. */
export const shownBy = (held: HeldSession, waiting: readonly Waiting[], now: Date): SessionShown => {
  const { status, causes } = held.isOpen
    ? held.watch.health(now, held.known.session.state.since)
    : { status: 'unknown' as const, causes: [] };
  return {
    pairing: held.pairing,
    health: { status, causes, ...rememberedOf(held.watch.remembered, now) },
    waiting: waitingOf(waiting),
  };
};

/** Where nobody shows anything: what the record remembers. */
export const shownByNobody = (health: RememberedHealth, waiting: readonly Waiting[], now: Date): SessionShown => ({
  pairing: null,
  health: { status: 'unknown', causes: [], ...rememberedOf(health, now) },
  waiting: waitingOf(waiting),
});

/** As one text, to be sealed: whoever has a pairing code gets the account. */
export const writeShown = (shown: SessionShown): string => JSON.stringify(shown);

const dateOf = (raw: unknown): Date | null => (typeof raw === 'string' ? new Date(raw) : null);

/** @param text what `writeShown` made. */
export const readShown = (text: string): SessionShown => {
  const { pairing, health, waiting } = JSON.parse(text) as SessionShown;
  return {
    pairing: pairing === null ? null : { ...pairing, expiresAt: new Date(pairing.expiresAt) },
    health: {
      ...health,
      lastInboundAt: dateOf(health.lastInboundAt),
      lastDeliveredAt: dateOf(health.lastDeliveredAt),
    },
    waiting: { ...waiting, nextAt: dateOf(waiting.nextAt) },
  };
};

/** Its seal holds for this number alone. */
export const shownName = (channelId: string): string => `session/${channelId}/shown`;
