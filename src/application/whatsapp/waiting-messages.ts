import type { SessionRef } from '#application/ports/channel-session-store';
import { sessionKey } from '#application/whatsapp/session-line';
import type { MessageId } from '#domain/shared/ids';

/** Why a message did not leave yet, and when it is looked at again. */
export type Waiting = { readonly reason: string; readonly until: Date };

/** More than these of one number are not told apart. */
const most = 1_000;
/** Looked at again by now, or cancelled, or answered by a person. */
const forgottenAfterMs = 60_000;

/** What waits to be sent, by number: for the tenant to see why. A memory of this process; the store holds the messages. */
export class WaitingMessages {
  readonly #byNumber = new Map<string, Map<MessageId, Waiting>>();

  note(ref: SessionRef, id: MessageId, waiting: Waiting): void {
    const key = sessionKey(ref);
    const own = this.#byNumber.get(key) ?? new Map<MessageId, Waiting>();
    this.#byNumber.set(key, own);
    own.delete(id);
    own.set(id, waiting);
    for (const [oldest] of own) {
      if (own.size <= most) break;
      own.delete(oldest);
    }
  }

  gone(ref: SessionRef, id: MessageId): void {
    const key = sessionKey(ref);
    const own = this.#byNumber.get(key);
    own?.delete(id);
    if (own?.size === 0) this.#byNumber.delete(key);
  }

  /** The next one first. */
  of(ref: SessionRef, now: Date): readonly Waiting[] {
    const own = this.#byNumber.get(sessionKey(ref));
    if (own === undefined) return [];
    for (const [id, { until }] of own) if (until.getTime() + forgottenAfterMs < now.getTime()) own.delete(id);
    return [...own.values()].sort((left, right) => left.until.getTime() - right.until.getTime());
  }
}
