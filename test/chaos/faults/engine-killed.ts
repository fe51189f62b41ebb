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
  'engine.connection',
  'message.settled',
  'turn.decided',
];

export type EngineKills = {
  readonly numbers: number;
  /** At a named step, one after the other. */
  readonly atSteps: number;
  readonly atRandom: number;
};

/** A process that has lived for so long is started again at once. */
const provenMs = 5_000;

const isGone = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
};

class Killer {
  readonly reopened: number[] = [];
  readonly #rig: LinkedRig;
  readonly #random: Random;
  constructor(rig: LinkedRig, random: Random) {
    this.#rig = rig;
    this.#random = random;
  }

  /** It dies when its step is reached; if that never comes, after all. */
  async atStep(): Promise<void> {
    const { pid } = await this.#proven();
    process.kill(this.#rig.product.pid, 'SIGUSR2');
    await until('its step', () => isGone(pid), 10_000).catch(() => process.kill(pid, 'SIGKILL'));
    await this.#reopens();
  }

  /** Every fifth time while its numbers are still being opened. */
  async atRandom(): Promise<void> {
    const { pid } = await this.#proven();
    await pause(this.#random.below(1_500));
    process.kill(pid, 'SIGKILL');
    if (this.#random.below(5) > 0) return this.#reopens();
    await until('another process', () => (this.#rig.watch.engine?.pid ?? pid) !== pid);
    await pause(this.#random.below(1_500));
    process.kill(this.#rig.watch.engine?.pid ?? pid, 'SIGKILL');
    await this.#reopens();
  }

  async #reopens(): Promise<void> {
    this.reopened.push(await this.#rig.untilReopened(performance.now()));
  }

  async #proven(): Promise<{ readonly pid: number }> {
    const { engine } = this.#rig.watch;
    if (engine === null) throw new Error('there is no engine process');
    await pause(Math.max(0, provenMs + 100 - (performance.now() - engine.startedAt)));
    return engine;
  }
}

/** WhatsApp's engine process dies, again and again, with customers writing to every number of it. */
export const engineKilled = ({ numbers, atSteps, atRandom }: EngineKills): Fault => ({
  name: 'engine killed',
  run: async (random) => {
    const plan = Array.from({ length: atSteps }, (_, at) => `${steps[at % steps.length]}:${1 + random.below(12)}`);
    const environment = { CHAOS_ENGINE_KILLS: plan.join(',') };
    const rig = await LinkedRig.start({ numbers, customers: numbers * 2, preload: [preload], environment });
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
