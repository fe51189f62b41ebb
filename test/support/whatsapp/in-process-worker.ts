import type { LaunchChild } from '#adapters/channels/whatsapp/ipc/child-link';
import type { Frame } from '#adapters/channels/whatsapp/ipc/frame';
import { Worker } from '#adapters/channels/whatsapp/worker';
import { FakeClock } from '#test/support/fake-clock';

type Direction = 'to_product' | 'to_worker';
type Exit = { readonly code: number | null; readonly signal: string | null };
/** `die`: the process ends here, before the frame arrives; `die_after`: as soon as it has. */
export type Fate = 'arrive' | 'die' | 'die_after';

/**
 * An engine process without a process: the real worker behind a wire that copies every frame, and that a test may cut. What a
 * dead one still does reaches nobody, as with a process.
 */
export class InProcessWorkers {
  readonly deaths: string[] = [];
  readonly #fateOf: (frame: Frame, direction: Direction) => Fate;
  #pid = 0;

  constructor(fateOf: (frame: Frame, direction: Direction) => Fate = () => 'arrive') {
    this.#fateOf = fateOf;
  }

  readonly launch: LaunchChild = () => {
    this.#pid += 1;
    const heard: Record<Direction, (raw: unknown) => void> = { to_product: () => {}, to_worker: () => {} };
    let isAlive = true;
    let tellExit: (how: Exit) => void = () => {};
    const die = (): void => {
      if (!isAlive) return;
      isAlive = false;
      setImmediate(() => tellExit({ code: null, signal: 'SIGKILL' }));
    };
    const carry =
      (direction: Direction) =>
      (frame: Frame): boolean => {
        if (!isAlive) return false;
        const fate = this.#fateOf(frame, direction);
        if (fate !== 'arrive') this.deaths.push(frame.is === 'call' ? frame.name : frame.is);
        if (fate === 'die') {
          die();
          return true;
        }
        const copy = structuredClone(frame);
        setImmediate(() => {
          // What the dead one had sent is on the wire still; what is for it is for nobody.
          if (isAlive || direction === 'to_product') heard[direction](copy);
        });
        if (fate === 'die_after') setImmediate(die);
        return true;
      };
    const end = (direction: Direction, listensTo: Direction) => ({
      send: carry(direction),
      onMessage: (listener: (raw: unknown) => void): void => {
        heard[listensTo] = listener;
      },
    });
    // Its own time stands still: what it waits for comes, or it is dead.
    new Worker({ clock: new FakeClock(), wire: end('to_product', 'to_worker'), giveUp: die });
    return {
      pid: this.#pid,
      wire: end('to_worker', 'to_product'),
      onExit: (listener) => {
        tellExit = listener;
      },
      kill: die,
    };
  };
}
