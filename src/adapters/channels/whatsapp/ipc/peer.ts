import { type Frame, isFrame, RemoteFailure, toFrameError } from '#adapters/channels/whatsapp/ipc/frame';
import type { Clock } from '#application/ports/clock';
import { DomainError } from '#domain/shared/domain-error';

/** The other process is gone, or what it said made no sense and it is sent away. */
export class PeerGone extends DomainError {
  readonly code = 'whatsapp.process_gone';
  readonly kind = 'unavailable';
}
/** The other process took too long to answer; it may still do what it was asked. */
export class PeerTooSlow extends DomainError {
  readonly code = 'whatsapp.process_too_slow';
  readonly kind = 'unavailable';
}

/** The wire: one end of a forked process's channel. */
export type Wire = {
  /** `false`: it cannot be written any more. */
  send(frame: Frame): boolean;
  /** Something arrived. Whatever it is. */
  onMessage(listener: (raw: unknown) => void): void;
};

/** What may be called of one side: methods that answer, and ones that do not. */
export type Surface = Readonly<Record<string, (...args: never[]) => unknown>>;

type Open = {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
  readonly cancel: () => void;
};

type PeerOptions = {
  readonly wire: Wire;
  readonly clock: Clock;
  /** What the other side may call. Looked up as own properties only. */
  readonly surface: Surface;
  /** So many calls may be under way at once; more of them wait here, in order. */
  readonly mostOpen: number;
  /** It said something that is not of the protocol: it is to be ended. */
  readonly onNonsense: (what: string) => void;
};

const ignored = (): void => undefined;

/**
 * One end of a two-way conversation of calls. Every call ends: by its answer, by its time, or because the other side is gone.
 * What is not of the protocol is never guessed at: it ends the other side.
 */
export class Peer<Theirs> {
  readonly #options: PeerOptions;
  readonly #open = new Map<number, Open>();
  #waiting: (() => void)[] = [];
  #lastId = 0;
  #over: Error | null = null;

  constructor(options: PeerOptions) {
    this.#options = options;
    options.wire.onMessage((raw) => this.#heard(raw));
  }

  /** @throws {PeerGone} @throws {PeerTooSlow} @throws {RemoteFailure} what the method threw there. */
  async call<Name extends keyof Theirs & string>(
    name: Name,
    args: Theirs[Name] extends (...args: infer Args) => unknown ? Args : never,
    timeoutMs: number,
  ): Promise<Theirs[Name] extends (...args: never[]) => infer Answer ? Awaited<Answer> : never> {
    while (this.#over === null && this.#open.size >= this.#options.mostOpen)
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    if (this.#over !== null) throw this.#over;
    return new Promise((resolve, reject) => this.#begin({ name, args, timeoutMs }, { resolve, reject }));
  }

  /** As `call`, without an answer; lost when the other side is gone. */
  tell<Name extends keyof Theirs & string>(
    name: Name,
    args: Theirs[Name] extends (...args: infer Args) => unknown ? Args : never,
  ): void {
    if (this.#over === null) this.#options.wire.send({ is: 'tell', name, args });
  }

  /** The other side is gone: nothing under way will be answered. */
  end(cause: Error): void {
    if (this.#over !== null) return;
    this.#over = cause;
    const open = [...this.#open.values()];
    this.#open.clear();
    for (const { cancel, reject } of open) {
      cancel();
      reject(cause);
    }
    this.#wakeWaiting();
  }

  #begin(
    { name, args, timeoutMs }: { readonly name: string; readonly args: readonly unknown[]; readonly timeoutMs: number },
    { resolve, reject }: Pick<Open, 'resolve' | 'reject'>,
  ): void {
    this.#lastId += 1;
    const id = this.#lastId;
    const tooLate = (): void => {
      this.#settle(id)?.reject(new PeerTooSlow('the other process did not answer in time', { name, timeoutMs }));
    };
    this.#open.set(id, { resolve, reject, cancel: this.#options.clock.after(timeoutMs, tooLate) });
    if (!this.#options.wire.send({ is: 'call', id, name, args }))
      this.#settle(id)?.reject(new PeerGone('the other process is gone', { name }));
  }

  #settle(id: number): Open | undefined {
    const open = this.#open.get(id);
    if (open === undefined) return undefined;
    this.#open.delete(id);
    open.cancel();
    this.#waiting.shift()?.();
    return open;
  }

  #wakeWaiting(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  #heard(raw: unknown): void {
    if (this.#over !== null) return;
    if (!isFrame(raw)) this.#options.onNonsense('no frame');
    else if (raw.is === 'answer') this.#answered(raw.id, (open) => open.resolve(raw.value as never));
    else if (raw.is === 'failure') this.#answered(raw.id, (open) => open.reject(new RemoteFailure(raw.error)));
    else this.#called(raw);
  }

  /** One that took too long is answered late, and nobody waits for it. One that was never asked is nonsense. */
  #answered(id: number, settle: (open: Open) => void): void {
    if (id > this.#lastId) this.#options.onNonsense('an answer without a question');
    const open = this.#settle(id);
    if (open !== undefined) settle(open);
  }

  #called(frame: Extract<Frame, { is: 'call' | 'tell' }>): void {
    const { surface, onNonsense } = this.#options;
    const method = Object.hasOwn(surface, frame.name) ? surface[frame.name] : undefined;
    if (method === undefined) {
      onNonsense(`no such call: ${frame.name.slice(0, 40)}`);
      return;
    }
    const run = async (): Promise<unknown> => method(...(frame.args as never[]));
    if (frame.is === 'tell') {
      void run().catch(ignored);
      return;
    }
    const { id } = frame;
    void run().then(
      (value) => this.#answer({ is: 'answer', id, value }),
      (error: unknown) => this.#answer({ is: 'failure', id, error: toFrameError(error) }),
    );
  }

  #answer(frame: Frame): void {
    if (this.#over === null) this.#options.wire.send(frame);
  }
}
