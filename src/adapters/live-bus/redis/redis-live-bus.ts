import { fromWire, tenantPartOf, toWire } from '#adapters/live-bus/redis/notice-wire';
import type { RedisLink } from '#adapters/shared/redis/redis-link';
import type { Clock } from '#application/ports/clock';
import type { LiveBus, LiveNotice } from '#application/ports/live-bus';
import type { Telemetry } from '#application/ports/telemetry';

type Dependencies = {
  /** The bus of this process: what is said here is heard here at once, whatever Redis does. */
  readonly local: LiveBus;
  readonly link: Pick<RedisLink, 'isUp' | 'say' | 'listen' | 'onTurn'>;
  /** This process's, unique per start. */
  readonly name: string;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
};

const topic = 'live';
/** While nothing is heard from elsewhere, screens read the store this often. */
const missedEveryMs = 3_000;

/**
 * Carries notices between the processes of an installation. Redis keeps none of them: what was said while it was away is gone,
 * so everybody here is told that something was missed, now and then while it is away and once when it is back.
 */
export class RedisLiveBus implements LiveBus {
  readonly #deps: Dependencies;
  #cancel = (): void => undefined;
  #unwatch = (): void => undefined;

  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  start(): void {
    const { link } = this.#deps;
    link.listen(topic, (tenant, text) => this.#hear(tenant, text));
    this.#unwatch = link.onTurn((isUp) => (isUp ? this.#endAway() : this.#beginAway()));
    if (!link.isUp) this.#beginAway();
  }

  stop(): void {
    this.#unwatch();
    this.#cancel();
  }

  publish(notice: LiveNotice): void {
    const { local, link, name, telemetry } = this.#deps;
    local.publish(notice);
    if (!link.say(tenantPartOf(notice), topic, toWire(name, notice)))
      telemetry.step('live.not_passed_on', { kind: notice.kind });
  }

  subscribe(listener: (notice: LiveNotice) => void): () => void {
    return this.#deps.local.subscribe(listener);
  }

  #hear(tenant: string, text: string): void {
    const { local, name, telemetry } = this.#deps;
    const heard = fromWire(tenant, text);
    if (heard === null) telemetry.warn('live.not_understood', {});
    else if (heard.from !== name) local.publish(heard.notice);
  }

  #beginAway(): void {
    this.#cancel();
    this.#cancel = this.#deps.clock.after(missedEveryMs, () => {
      this.#missed();
      this.#beginAway();
    });
  }

  #endAway(): void {
    this.#cancel();
    this.#missed();
  }

  #missed(): void {
    this.#deps.local.publish({ kind: 'missed', tenantId: null });
  }
}
