import type { Clock } from '#application/ports/clock';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import type { TextSafe } from '#application/ports/text-safe';
import type { HeldSession, HeldSessions } from '#application/whatsapp/held-session';
import { shownBy, shownName, writeShown } from '#application/whatsapp/session-shown';
import type { WaitingMessages } from '#application/whatsapp/waiting-messages';
import type { TenantId } from '#domain/shared/ids';

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly bus: LiveBus;
  readonly telemetry: Telemetry;
  readonly held: HeldSessions;
  readonly waiting: WaitingMessages;
  readonly safeOf: (tenantId: TenantId) => TextSafe;
};

type Writing = {
  text: string;
  code: string | null;
  at: number;
  cancel: (() => void) | null;
  done: Promise<void>;
};

/** More often only a new code to scan is worth a write. */
const atMostEveryMs = 1_000;

/**
 * Puts what this process knows of its numbers where the others can read it: sealed, under the lease's fence, and gone with the
 * lease. Written when it has changed, and told once it is there.
 */
export class ShowSessions {
  readonly #deps: Dependencies;
  readonly #writing = new WeakMap<HeldSession, Writing>();

  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** It may have. */
  changed(held: HeldSession): void {
    const { clock } = this.#deps;
    const writing = this.#writingOf(held);
    const sinceMs = clock.now().getTime() - writing.at;
    if ((held.pairing?.value ?? null) !== writing.code || sinceMs >= atMostEveryMs) this.#write(held, writing);
    else writing.cancel ??= clock.after(atMostEveryMs - sinceMs, () => this.#write(held, writing));
  }

  #writingOf(held: HeldSession): Writing {
    const known = this.#writing.get(held);
    if (known !== undefined) return known;
    const writing: Writing = { text: '', code: null, at: 0, cancel: null, done: Promise.resolve() };
    this.#writing.set(held, writing);
    return writing;
  }

  #write(held: HeldSession, writing: Writing): void {
    const { clock, waiting, held: all, telemetry } = this.#deps;
    writing.cancel?.();
    writing.cancel = null;
    if (all.get(held.ref) !== held) return;
    const now = clock.now();
    const text = writeShown(shownBy(held, waiting.of(held.ref, now), now));
    if (text === writing.text) return;
    Object.assign(writing, { text, code: held.pairing?.value ?? null, at: now.getTime() });
    writing.done = writing.done
      .then(() => this.#put(held, text))
      .catch((error: unknown) => {
        // Tried again with the next change, or when the lease is renewed.
        writing.text = '';
        telemetry.error('whatsapp.not_shown', error, { ...held.ref });
      });
  }

  async #put({ ref, fence }: HeldSession, text: string): Promise<void> {
    const { store, bus, safeOf } = this.#deps;
    const sealed = safeOf(ref.tenantId).seal(shownName(ref.channelId), text);
    await store.tenant(ref.tenantId).sessions.show(ref.channelId, fence, sealed);
    bus.publish({ kind: 'channel_session', tenantId: ref.tenantId, channelId: ref.channelId });
  }
}
