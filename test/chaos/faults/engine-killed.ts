import type { Fault } from '#test/chaos/fault';
import type { Random } from '#test/chaos/seeded-random';
import { Chatter } from '#test/chaos/whatsapp/chatter';
import { LinkedRig, pause, until } from '#test/chaos/whatsapp/linked-rig';
import { resultOf } from '#test/chaos/whatsapp/rig-result';

const preload = new URL('../whatsapp/kill-engine.mjs', import.meta.url).pathname;

/** Points at which one of the two processes knows something that the other does not. */
const steps = [
  'engine.inbound',
  'engine.send',
  'engine.saveCredentials',
  'engine.sent',
  'message.received',
  'engine.receipts',
  'message.sending',
  'engine.readCredentials',
  'message.settled',
  'turn.decided',
];

export type EngineKills = {
  readonly numbers: number;
  /** At a named step, one after the other. */
  readonly atSteps: number;
  readonly atRandom: number;
};

/** A process that has lived for so long is started again at once; one that has not, after a rest that grows. */
const provenMs = 5_000;
const provenEvery = 3;

const isGone = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
};

/** It may have gone by itself. */
const end = (pid: number): void => {
  if (!isGone(pid)) process.kill(pid, 'SIGKILL');
};

class Killer {
  readonly reopened: number[] = [];
  readonly #rig: LinkedRig;
  readonly #random: Random;
  #turns = 0;
  constructor(rig: LinkedRig, random: Random) {
    this.#rig = rig;
    this.#random = random;
  }

  /** It dies when its step is reached; if that never comes, after all. */
  async atStep(): Promise<void> {
    const { pid } = await this.#engine();
    process.kill(this.#rig.product.pid, 'SIGUSR2');
    await until('its step', () => isGone(pid), 5_000).catch(() => end(pid));
    await this.#reopens();
  }

  /** Every fifth time while its numbers are still being opened. */
  async atRandom(): Promise<void> {
    const { pid } = await this.#engine();
    await pause(this.#random.below(1_500));
    end(pid);
    if (this.#random.below(5) > 0) return this.#reopens();
    await until('another process', () => (this.#rig.watch.engine?.pid ?? pid) !== pid);
    await pause(this.#random.below(1_500));
    end(this.#rig.watch.engine?.pid ?? pid);
    await this.#reopens();
  }

  async #reopens(): Promise<void> {
    this.reopened.push(await this.#rig.untilReopened(performance.now()));
  }

  async #engine(): Promise<{ readonly pid: number }> {
    const { engine } = this.#rig.watch;
    if (engine === null) throw new Error('there is no engine process');
    this.#turns += 1;
    if (this.#turns % provenEvery === 0)
      await pause(Math.max(0, provenMs + 100 - (performance.now() - engine.startedAt)));
    return engine;
  }
}

/** WhatsApp's engine process dies, again and again, with customers writing to every number of it. */
export const engineKilled = ({ numbers, atSteps, atRandom }: EngineKills): Fault => ({
  name: 'engine killed',
  on: ['embedded'],
  run: async (random) => {
    const plan = Array.from({ length: atSteps }, (_, at) => `${steps[at % steps.length]}:${1 + random.below(6)}`);
    const environment = { CHAOS_ENGINE_KILLS: plan.join(',') };
    const rig = await LinkedRig.start({ numbers, customers: numbers, preload: [preload], environment });
    const chatter = new Chatter(rig, random);
    chatter.start();
    const killer = new Killer(rig, random);
    for (let kill = 0; kill < atSteps; kill += 1) await killer.atStep();
    for (let kill = 0; kill < atRandom; kill += 1) await killer.atRandom();
    const { reopened } = killer;
    const result = await resultOf(rig, chatter, { kills: reopened.length, reopened });
    await rig.close();
    return result;
  },
});
