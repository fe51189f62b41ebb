import type { EngineFigures } from '#application/ports/whatsapp-engines';
import type { RememberedHealth } from '#application/whatsapp/known-session';
import {
  counted,
  countWithin,
  dayByHour,
  hourWindow,
  minuteWindow,
  type SlidingCount,
} from '#domain/channel/sending/sliding-count';
import { noteActiveHour } from '#domain/channel/session/hour-profile';
import { type SessionHealth, sessionHealth } from '#domain/channel/session/session-health';

/** The newest messages we handed over whose fate is not known: enough to see that none arrives. */
const mostSent = 200;
const hourMs = 3_600_000;
const tenMinutesMs = 600_000;

type Sent = { readonly at: number; takenAt: number | null; delivered: boolean };

/** Whether an open connection is of any use: counts what comes, what goes and what cannot be read. In memory, but for `remembered`. */
export class HealthWatch {
  #remembered: RememberedHealth;
  #failuresByMinute: SlidingCount = [];
  #failuresByHour: SlidingCount = [];
  #received: SlidingCount = [];
  #lastFailures = 0;
  readonly #sent = new Map<string, Sent>();

  constructor(remembered: RememberedHealth) {
    this.#remembered = remembered;
  }

  get remembered(): RememberedHealth {
    return this.#remembered;
  }

  /** The engine's counters begin anew with each socket. */
  socketOpened(): void {
    this.#lastFailures = 0;
  }

  received(at: Date, count: number): void {
    const now = at.getTime();
    for (let each = 0; each < count; each += 1) this.#received = counted(this.#received, hourWindow, now, now);
    this.#remembered = {
      ...this.#remembered,
      lastInboundAt: at,
      usual: noteActiveHour(this.#remembered.usual, at),
    };
  }

  figures({ decryptFailures }: EngineFigures, at: Date): void {
    const now = at.getTime();
    const more = Math.max(0, decryptFailures - this.#lastFailures);
    this.#lastFailures = decryptFailures;
    for (let each = 0; each < Math.min(more, 1_000); each += 1) {
      this.#failuresByMinute = counted(this.#failuresByMinute, minuteWindow, now, now);
      this.#failuresByHour = counted(this.#failuresByHour, hourWindow, now, now);
      const failures = counted(this.#remembered.failures, dayByHour, now, now);
      this.#remembered = { ...this.#remembered, failures };
    }
  }

  handedOver(externalId: string, at: Date): void {
    this.#sent.set(externalId, { at: at.getTime(), takenAt: null, delivered: false });
    for (const [oldest] of this.#sent) {
      if (this.#sent.size <= mostSent) break;
      this.#sent.delete(oldest);
    }
  }

  /** The server took it, or surely not: then it is no sign of anything. */
  settled(externalId: string, taken: boolean, at: Date): void {
    const sent = this.#sent.get(externalId);
    if (sent === undefined) return;
    if (taken) sent.takenAt = at.getTime();
    else this.#sent.delete(externalId);
  }

  arrived(externalId: string, at: Date): void {
    this.#remembered = { ...this.#remembered, lastDeliveredAt: at };
    const sent = this.#sent.get(externalId);
    if (sent === undefined) return;
    sent.takenAt ??= at.getTime();
    sent.delivered = true;
  }

  failuresOfDay(now: Date): number {
    return countWithin(this.#remembered.failures, dayByHour, now.getTime());
  }

  /** @param openSince when the connection opened. */
  health(now: Date, openSince: Date): SessionHealth {
    const at = now.getTime();
    const sent = [...this.#sent.values()];
    const untaken = sent.filter(({ takenAt }) => takenAt === null).map((each) => each.at);
    const ripe = sent.filter(
      ({ takenAt }) => takenAt !== null && at - takenAt <= hourMs && at - takenAt >= tenMinutesMs,
    );
    const delivered = ripe.filter((each) => each.delivered).length;
    return sessionHealth({
      now,
      openSince,
      lastInboundAt: this.#remembered.lastInboundAt,
      usual: this.#remembered.usual,
      decryptFailures: {
        lastMinute: countWithin(this.#failuresByMinute, minuteWindow, at),
        lastHour: countWithin(this.#failuresByHour, hourWindow, at),
      },
      receivedLastHour: countWithin(this.#received, hourWindow, at),
      oldestUntakenAt: untaken.length === 0 ? null : new Date(Math.min(...untaken)),
      taken: { delivered, undelivered: ripe.length - delivered },
    });
  }
}
