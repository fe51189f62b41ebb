import { AsyncLocalStorage } from 'node:async_hooks';
import { type Attributes, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { Journeys } from '#adapters/telemetry/tracing/journeys';
import { attributesOf } from '#adapters/telemetry/tracing/span-attributes';
import type { Tracing } from '#adapters/telemetry/watcher';
import type { Facts, Note, SpanName } from '#application/ports/telemetry';

const kinds: Readonly<Record<SpanName, SpanKind>> = {
  http: SpanKind.SERVER,
  receive: SpanKind.INTERNAL,
  turn: SpanKind.INTERNAL,
  model: SpanKind.CLIENT,
  deliver: SpanKind.PRODUCER,
};

const titleOf = (name: SpanName, facts: Facts): string =>
  name === 'http' ? `${String(facts['method']).toUpperCase()} ${String(facts['route'])}` : name;

/**
 * Spans over OTLP/HTTP, to where `OTEL_EXPORTER_OTLP_ENDPOINT` says; the libraries read the other `OTEL_…` variables. Loaded only
 * where that is set. A turn and what is sent because of it belong to the trace of the message they answer, as far as this process
 * received it: across processes only the ids of the conversation and the turn join them.
 */
export class OtelTracing implements Tracing {
  readonly #provider: TracerProvider;
  readonly #active = new AsyncLocalStorage<Span>();
  readonly #journeys = new Journeys();

  constructor({ roles }: { readonly roles: readonly string[] }) {
    const ours = resourceFromAttributes({ 'service.name': 'wakil', 'wakil.roles': roles.join() });
    // What the environment says of the service is worth more than what we say.
    const named = detectResources({ detectors: [envDetector] });
    this.#provider = new TracerProvider({
      resource: defaultResource().merge(ours).merge(named),
      spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
    });
  }

  async run<T>(name: SpanName, facts: Facts, work: (note: Note) => Promise<T>): Promise<T> {
    const parent = this.#active.getStore() ?? this.#journeys.of(facts);
    const context = parent === undefined ? ROOT_CONTEXT : trace.setSpan(ROOT_CONTEXT, parent);
    const options = { kind: kinds[name], attributes: attributesOf(name, facts) as Attributes };
    const span = this.#provider.getTracer('wakil').startSpan(titleOf(name, facts), options, context);
    this.#journeys.join(facts, span);
    const note: Note = (more) => {
      span.setAttributes(attributesOf(name, more) as Attributes);
      this.#journeys.join(more, span);
    };
    try {
      return await this.#active.run(span, () => work(note));
    } catch (error) {
      // Its name only: a message may quote what somebody wrote.
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'unknown' });
      throw error;
    } finally {
      span.end();
    }
  }

  async stop(): Promise<void> {
    // A collector that is gone must not keep a process from stopping.
    await this.#provider.shutdown().catch(() => undefined);
  }
}
