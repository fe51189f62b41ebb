import { collectDefaultMetrics, Registry } from 'prom-client';
import { createInstruments, type Instruments } from '#adapters/telemetry/metrics/instruments';
import { LabelCap } from '#adapters/telemetry/metrics/label-cap';
import type { ProcessGauges } from '#adapters/telemetry/metrics/process-gauges';
import type { EndedSpan, Level, Watcher } from '#adapters/telemetry/watcher';
import type { Facts } from '#application/ports/telemetry';

type Options = {
  /** How many tenants may be named in a label; 0: none is. */
  readonly tenants: number;
};

/** Refusals before any route was found. */
const withoutRoute: ReadonlySet<string> = new Set(['route.not_found', 'method.not_allowed']);

const wordOf = (facts: Facts, name: string): string => String(facts[name] ?? 'unknown');
const numberOf = (facts: Facts, name: string): number => Number(facts[name] ?? 0);

/**
 * What a Prometheus server reads. Labels come from closed lists (routes, outcomes, states) or are capped: no id but, where that is
 * configured, those of a few tenants, and never a word of anybody's.
 */
export class PrometheusMetrics implements Watcher {
  readonly #registry = new Registry();
  readonly #instruments: Instruments;
  readonly #tenants: LabelCap | null;
  readonly #models = new LabelCap(50);
  readonly #events = new LabelCap(300);
  #gauges: ProcessGauges | null = null;

  constructor({ tenants }: Options) {
    this.#instruments = createInstruments(this.#registry);
    this.#tenants = tenants === 0 ? null : new LabelCap(tenants);
    collectDefaultMetrics({ register: this.#registry });
  }

  /** Where to look when figures are asked for. */
  look(gauges: ProcessGauges): void {
    this.#gauges = gauges;
  }

  /** In Prometheus' text format. */
  async text(): Promise<string> {
    if (this.#gauges !== null) this.#collect(this.#gauges);
    return this.#registry.metrics();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** One operation of the store. */
  stored(area: string, seconds: number, failed: boolean): void {
    this.#instruments.storeSeconds.observe({ area }, seconds);
    if (failed) this.#instruments.storeFailures.inc({ area });
  }

  told(level: Level, event: string, facts: Facts): void {
    if (level === 'warn' || level === 'error') this.#instruments.events.inc({ level, event: this.#events.of(event) });
    this.#onEvent[event]?.(facts);
  }

  ended(span: EndedSpan): void {
    this.#onEnd[span.name](span);
  }

  readonly #onEvent: Readonly<Record<string, ((facts: Facts) => void) | undefined>> = {
    'message.settled': (facts) => {
      const status = wordOf(facts, 'status');
      this.#instruments.deliveries.inc({ status });
      if (status === 'unknown') this.#instruments.ambiguous.inc();
    },
    'sweep.rescued': (facts) => {
      for (const [kind, count] of Object.entries(facts)) this.#instruments.rescues.inc({ kind }, Number(count));
    },
    'ai.circuit_open': (facts) => this.#instruments.circuitRefusals.inc(this.#modelOf(facts)),
    'http.stream': (facts) => this.#requested(facts),
    // What met no route has none: an address is not a label.
    'http.refused': (facts) => {
      if (!withoutRoute.has(wordOf(facts, 'code'))) return;
      this.#instruments.requests.inc({ method: 'any', route: 'none', status: wordOf(facts, 'status') });
    },
  };

  readonly #onEnd: Readonly<Record<EndedSpan['name'], (span: EndedSpan) => void>> = {
    http: ({ facts, seconds }) => {
      this.#requested(facts);
      const [method, route] = [wordOf(facts, 'method'), wordOf(facts, 'route')];
      this.#instruments.requestSeconds.observe({ method, route }, seconds);
    },
    receive: ({ facts, failed }) => this.#instruments.received.inc({ kind: failed ? 'failed' : wordOf(facts, 'kind') }),
    turn: ({ facts, seconds, failed }) => {
      const outcome = failed ? 'failed' : wordOf(facts, 'outcome');
      this.#instruments.turns.inc({ outcome });
      this.#instruments.turnSeconds.observe({ outcome }, seconds);
      if (this.#tenants !== null)
        this.#instruments.tenantTurns.inc({ tenant: this.#tenants.of(wordOf(facts, 'tenantId')) });
    },
    model: ({ facts, seconds, failed }) => this.#modelEnded(facts, seconds, failed),
    deliver: ({ facts, seconds, failed }) =>
      this.#instruments.deliverySeconds.observe(
        { channel: wordOf(facts, 'channel'), outcome: failed ? 'failed' : wordOf(facts, 'outcome') },
        seconds,
      ),
  };

  #requested(facts: Facts): void {
    const [method, route, status] = [wordOf(facts, 'method'), wordOf(facts, 'route'), wordOf(facts, 'status')];
    this.#instruments.requests.inc({ method, route, status });
  }

  #modelEnded(facts: Facts, seconds: number, failed: boolean): void {
    const labels = this.#modelOf(facts);
    const { modelCalls, modelSeconds, modelTokens, modelCost } = this.#instruments;
    const outcome = failed ? 'not_asked' : wordOf(facts, 'outcome');
    modelCalls.inc({ ...labels, outcome });
    modelSeconds.observe(labels, seconds);
    modelTokens.inc({ ...labels, direction: 'in' }, numberOf(facts, 'inputTokens'));
    modelTokens.inc({ ...labels, direction: 'out' }, numberOf(facts, 'outputTokens'));
    modelCost.inc(labels, numberOf(facts, 'costMicros'));
  }

  /** Both or neither: half of a name would be somebody else's. */
  #modelOf(facts: Facts): { connection: string; model: string } {
    const [connection, model] = [wordOf(facts, 'connection'), wordOf(facts, 'model')];
    const isNamed = this.#models.of(`${connection} ${model}`) !== 'other';
    return isNamed ? { connection, model } : { connection: 'other', model: 'other' };
  }

  #collect(gauges: ProcessGauges): void {
    const { ready, waiting, running, oldest, sessions, killSwitches, circuitOpen } = this.#instruments;
    ready.set(gauges.isReady() ? 1 : 0);
    for (const lane of gauges.lanes()) {
      waiting.set({ kind: lane.kind }, lane.waiting);
      running.set({ kind: lane.kind }, lane.running);
      oldest.set({ kind: lane.kind }, lane.oldestMs / 1_000);
    }
    sessions.reset();
    for (const [status, count] of gauges.sessions()) sessions.set({ status }, count);
    const { platform, tenants } = gauges.killSwitches();
    killSwitches.set({ scope: 'platform' }, platform ? 1 : 0);
    killSwitches.set({ scope: 'tenant' }, tenants);
    circuitOpen.reset();
    for (const { isOpen, ...model } of gauges.circuits()) circuitOpen.set(this.#modelOf(model), isOpen ? 1 : 0);
  }
}
