import type { SessionRef } from '#application/ports/channel-session-store';
import type { Pairing } from '#application/ports/whatsapp-engines';
import { HealthWatch } from '#application/whatsapp/health-watch';
import type { KnownSession } from '#application/whatsapp/known-session';
import { sessionKey } from '#application/whatsapp/session-line';
import type { SendingLedger } from '#domain/channel/sending/sending-ledger';
import type { SessionHealth } from '#domain/channel/session/session-health';
import type { CustomerIdentity } from '#domain/conversation/customer';
import type { MessageId } from '#domain/shared/ids';

/** What the phone is shown. It is not logged, and stored sealed only: for the other processes, while this one holds the number. */
export type ShownPairing = { readonly how: 'qr' | 'code'; readonly value: string; readonly expiresAt: Date };

/** One opening of the socket. What still comes of it after it is over is an echo. */
export type Opening = { isOver: boolean };

type Written = { readonly identities: readonly CustomerIdentity[] };

const mostWritten = 500;
const mostInFlight = 500;

/** A number whose lease this process has. Only its supervisor changes it, one thing after another. */
export class HeldSession {
  readonly ref: SessionRef;
  readonly fence: number;
  readonly watch: HealthWatch;
  known: KnownSession;
  ledger: SendingLedger | null;
  opening: Opening | null = null;
  /** How a person asked to link, for as long as that is not done. */
  wish: Pairing | null = null;
  pairing: ShownPairing | null = null;
  cancelRetry: (() => void) | null = null;
  /** What the team was told of its health. */
  toldHealth: SessionHealth['status'] = 'ok';
  renewedAt: Date;
  /** The stored credentials cannot be read: nothing is written over them. */
  isSealed = false;
  /** Under these names they left, or may have: what a receipt is about. */
  readonly #inFlight = new Map<string, MessageId>();
  readonly #written = new Map<string, Written>();

  constructor(parts: Pick<HeldSession, 'ref' | 'fence' | 'known' | 'ledger'>, at: Date) {
    this.ref = parts.ref;
    this.fence = parts.fence;
    this.known = parts.known;
    this.ledger = parts.ledger;
    this.renewedAt = at;
    this.watch = new HealthWatch(parts.known.health);
  }

  get isOpen(): boolean {
    return this.opening !== null && !this.opening.isOver && this.known.session.state.status === 'open';
  }

  /** The socket counts no more. */
  endOpening(): void {
    if (this.opening !== null) this.opening.isOver = true;
    this.opening = null;
    this.pairing = null;
  }

  sentAs(externalId: string, id: MessageId): void {
    this.#inFlight.delete(externalId);
    this.#inFlight.set(externalId, id);
    forget(this.#inFlight, mostInFlight);
  }

  messageOf(externalId: string): MessageId | null {
    return this.#inFlight.get(externalId) ?? null;
  }

  /** Who wrote it: a read mark is addressed to a person. */
  wrote(externalId: string, identities: readonly CustomerIdentity[]): void {
    this.#written.set(externalId, { identities });
    forget(this.#written, mostWritten);
  }

  writerOf(externalId: string): readonly CustomerIdentity[] | null {
    return this.#written.get(externalId)?.identities ?? null;
  }
}

const forget = <Value>(map: Map<string, Value>, most: number): void => {
  for (const [oldest] of map) {
    if (map.size <= most) return;
    map.delete(oldest);
  }
};

/** The numbers this process holds. */
export class HeldSessions {
  readonly #held = new Map<string, HeldSession>();

  get(ref: SessionRef): HeldSession | null {
    return this.#held.get(sessionKey(ref)) ?? null;
  }

  add(held: HeldSession): void {
    this.#held.set(sessionKey(held.ref), held);
  }

  /** Only if it is still this one. */
  remove(held: HeldSession): void {
    if (this.get(held.ref) === held) this.#held.delete(sessionKey(held.ref));
  }

  all(): readonly HeldSession[] {
    return [...this.#held.values()];
  }
}
