import { setImmediate } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import type { EngineSurroundings } from '#adapters/channels/whatsapp/engine';
import type { ChildLink } from '#adapters/channels/whatsapp/ipc/child-link';
import type { Frame } from '#adapters/channels/whatsapp/ipc/frame';
import type { HostSurface } from '#adapters/channels/whatsapp/ipc/protocol';
import { WorkerSlot } from '#adapters/channels/whatsapp/worker-slot';
import { FakeClock } from '#test/support/fake-clock';
import { SilentTelemetry } from '#test/support/silent-telemetry';

/** A process that answers every call at once, or not at all. */
class FakeChild implements ChildLink {
  readonly pid = 1;
  isDeaf = false;
  killed = false;
  #hear: (raw: unknown) => void = () => undefined;
  #exit: Parameters<ChildLink['onExit']>[0] = () => undefined;
  readonly wire = {
    send: (frame: Frame) => {
      if (frame.is === 'call' && !this.isDeaf) this.#hear({ is: 'answer', id: frame.id, value: undefined });
      return true;
    },
    onMessage: (listener: (raw: unknown) => void) => {
      this.#hear = listener;
    },
  };
  onExit(listener: Parameters<ChildLink['onExit']>[0]): void {
    this.#exit = listener;
  }
  kill(): void {
    this.killed = true;
    this.die();
  }
  die(): void {
    this.#exit({ code: null, signal: 'SIGKILL' });
  }
}

let clock: FakeClock;
let children: FakeChild[];
let slot: WorkerSlot;

beforeEach(() => {
  clock = new FakeClock();
  children = [];
  slot = new WorkerSlot({
    clock,
    telemetry: new SilentTelemetry(),
    surroundings: {} as EngineSurroundings,
    surfaceFor: () => ({}) as HostSurface,
    onLost: () => undefined,
    launch: () => {
      const child = new FakeChild();
      children.push(child);
      return child;
    },
  });
});

/** How long after the death the next process is launched. */
const restAfterDeath = async (): Promise<number> => {
  const [before, from] = [children.length, clock.now().getTime()];
  children.at(-1)?.die();
  void slot.ready();
  while (children.length === before) {
    await setImmediate();
    if (children.length === before) clock.advance(50);
  }
  await slot.ready();
  return clock.now().getTime() - from;
};

describe('the place of an engine process', () => {
  it('is filled again at once, and with longer and longer rests if that goes on', async () => {
    await slot.ready();
    const rests: number[] = [];
    for (let death = 1; death <= 9; death += 1) rests.push(await restAfterDeath());
    expect(rests).toEqual([0, 250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
  });

  it('forgets its deaths when a process has lived', async () => {
    await slot.ready();
    for (let death = 1; death <= 4; death += 1) await restAfterDeath();
    clock.advance(5_000);
    await setImmediate();
    expect(await restAfterDeath()).toBe(0);
  });

  it('is emptied when its process does not answer any more', async () => {
    await slot.ready();
    const [child] = children;
    clock.advance(5_000);
    await setImmediate();
    expect(child?.killed).toBe(false);
    child!.isDeaf = true;
    clock.advance(5_000);
    await setImmediate();
    clock.advance(25_000);
    await setImmediate();
    expect(child?.killed).toBe(true);
    expect(slot.isRunning).toBe(false);
  });

  it('takes nothing more once it was stopped', async () => {
    await slot.ready();
    await slot.stop(1_000);
    expect(children[0]?.killed).toBe(true);
    await expect(slot.ready()).rejects.toMatchObject({ code: 'whatsapp.process_gone' });
  });
});
