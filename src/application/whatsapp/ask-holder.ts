import type { SessionRef } from '#application/ports/channel-session-store';
import type { Clock } from '#application/ports/clock';
import type { LiveBus, LiveNotice } from '#application/ports/live-bus';
import type { NumberWishes } from '#application/ports/number-wishes';
import type { Store } from '#application/ports/store';
import type { Pairing } from '#application/ports/whatsapp-engines';
import type { HeldSessions } from '#application/whatsapp/held-session';
import type { SendingSettings } from '#application/whatsapp/known-session';
import { fulfil, type NumberCommands, type NumberWish, refusalOf } from '#application/whatsapp/number-wish';
import { NobodyServesNumbers, SessionHeldElsewhere, WishReplaced } from '#application/whatsapp/session-refusals';

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly bus: LiveBus;
  readonly held: HeldSessions;
  /** What this process does with a number itself. */
  readonly commands: NumberCommands;
  /** Whether it serves numbers: a socket may open here. */
  readonly isHere: boolean;
};

/** A person waits for it. What is begun by then goes on, and its screen follows it. */
const patienceMs = 5_000;
const lookEveryMs = 250;

const isAbout = (notice: LiveNotice, { tenantId, channelId }: SessionRef): boolean =>
  notice.kind === 'missed' ||
  (notice.kind === 'channel_session' && notice.tenantId === tenantId && notice.channelId === channelId);

/**
 * What people do with a number whichever process they reach: done here where the number is held here or by nobody, else written
 * down for the process that holds it and waited for. The store carries the wish; the bus only wakes.
 */
export class AskHolder implements NumberCommands {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  link(ref: SessionRef, pairing: Pairing): Promise<void> {
    return this.#do(ref, { want: 'link', pairing });
  }
  cancelLink(ref: SessionRef): Promise<void> {
    return this.#do(ref, { want: 'cancel_link' });
  }
  logOut(ref: SessionRef): Promise<void> {
    return this.#do(ref, { want: 'log_out' });
  }
  pause(ref: SessionRef): Promise<void> {
    return this.#do(ref, { want: 'pause' });
  }
  resume(ref: SessionRef): Promise<void> {
    return this.#do(ref, { want: 'resume' });
  }
  changeSending(ref: SessionRef, sending: SendingSettings): Promise<void> {
    return this.#do(ref, { want: 'sending', sending });
  }

  async #do(ref: SessionRef, wish: NumberWish): Promise<void> {
    if (!(await this.#isOurs(ref, wish))) return this.#ask(ref, wish);
    try {
      await fulfil(this.#deps.commands, ref, wish);
    } catch (error) {
      if (!(error instanceof SessionHeldElsewhere)) throw error;
      await this.#ask(ref, wish);
    }
  }

  async #isOurs(ref: SessionRef, { want }: NumberWish): Promise<boolean> {
    const { held, isHere, store } = this.#deps;
    if (held.get(ref) !== null) return true;
    // How a number sends is a line in its record: that opens no socket.
    if (!isHere && want !== 'sending') return false;
    return !(await store.tenant(ref.tenantId).sessions.holding(ref.channelId)).isHeld;
  }

  async #ask(ref: SessionRef, wish: NumberWish): Promise<void> {
    const { store, bus } = this.#deps;
    const { wishes } = store.tenant(ref.tenantId);
    const number = await wishes.add(ref.channelId, wish);
    bus.publish({ kind: 'channel_wish', tenantId: ref.tenantId, channelId: ref.channelId });
    if (await this.#isEnded(ref, wishes, number)) return;
    // Nobody shall begin it behind the back of a person who was told that it failed.
    if (!(await wishes.begin(ref.channelId, number))) return;
    const nobody = new NobodyServesNumbers(
      'no process that serves linked numbers took this up; try again in a moment',
      {},
    );
    await wishes.end(ref.channelId, number, nobody.code);
    throw nobody;
  }

  /** `false`: not within the time that a person waits. @throws what it was refused with. */
  async #isEnded(ref: SessionRef, wishes: NumberWishes, number: number): Promise<boolean> {
    const { clock, bus } = this.#deps;
    const until = clock.now().getTime() + patienceMs;
    let wake = (): void => undefined;
    const end = bus.subscribe((notice) => {
      if (isAbout(notice, ref)) wake();
    });
    try {
      for (;;) {
        const noticed = new Promise<void>((resolve) => {
          wake = resolve;
        });
        if (await isDone(wishes, ref, number)) return true;
        if (clock.now().getTime() >= until) return false;
        const cancel = clock.after(lookEveryMs, wake);
        await noticed;
        cancel();
      }
    } finally {
      end();
    }
  }
}

const isDone = async (wishes: NumberWishes, { channelId }: SessionRef, number: number): Promise<boolean> => {
  const state = await wishes.state(channelId, number);
  if (state === null) throw new WishReplaced('somebody else wanted something of this number at the same moment', {});
  if (state.kind === 'refused') throw refusalOf(state.code);
  return state.kind === 'done';
};
