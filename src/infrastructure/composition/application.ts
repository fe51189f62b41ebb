import type { Express } from 'express';
import { Container } from 'inversify';
import type { PrometheusMetrics } from '#adapters/telemetry/metrics/prometheus-metrics';
import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import type { TokenSigner } from '#application/ports/token-signer';
import { bindAi } from '#infrastructure/composition/ai.module';
import { bindEngine } from '#infrastructure/composition/engine.module';
import { bindFiles } from '#infrastructure/composition/files.module';
import { gaugesOf } from '#infrastructure/composition/gauges';
import { bindHttp, isReady } from '#infrastructure/composition/http.module';
import { bindIdentity } from '#infrastructure/composition/identity.module';
import { bindKnowledge } from '#infrastructure/composition/knowledge.module';
import { bindLive } from '#infrastructure/composition/live.module';
import { bindMail } from '#infrastructure/composition/mail.module';
import { startParts, stopParts } from '#infrastructure/composition/parts';
import { Readiness } from '#infrastructure/composition/readiness';
import { bindRedis, type RedisAdapters } from '#infrastructure/composition/redis.module';
import { bindRuntime } from '#infrastructure/composition/runtime.module';
import { tokens } from '#infrastructure/composition/tokens';
import { bindWhatsApp } from '#infrastructure/composition/whatsapp.module';
import { bindWidget } from '#infrastructure/composition/widget.module';
import type { Config } from '#infrastructure/config/config';

/** What is opened before anything else can be made: it needs the disk, and may refuse. */
export type Foundation = {
  readonly config: Config;
  readonly store: Store;
  readonly signer: TokenSigner;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  /** Where figures are kept for whoever asks. */
  readonly metrics?: PrometheusMetrics;
  /** What processes share; absent where there is one. */
  readonly redis?: RedisAdapters | null;
};

/** A Wakil in one process: all of it, or the roles that are configured. */
export type Application = {
  /** Made when it is first asked for: only who serves the API needs it. */
  readonly http: Express;
  readonly container: Container;
  /** Repairs what a crash left, then works. Resolves when requests may come. */
  start(): Promise<void>;
  /** It works, and its store answers. */
  isReady(): Promise<boolean>;
  /** Everything listens: from now on `/readyz` says yes. */
  sayReady(): void;
  /** From now on `/readyz` says no, and everything else goes on: balancers look elsewhere. */
  sayNotReady(): void;
  /** Ends the event streams, which would otherwise hold the HTTP server's last answers. Those who listened come back. */
  endStreams(): void;
  /** Stops claiming, finishes what is under way (20 s at most), and closes the store. */
  stop(): Promise<void>;
};

const createContainer = ({ config, store, signer, telemetry, clock, redis = null }: Foundation): Container => {
  const container = new Container({ defaultScope: 'Singleton' });
  container.bind(tokens.config).toConstantValue(config);
  container.bind(tokens.store).toConstantValue(store);
  container.bind(tokens.signer).toConstantValue(signer);
  container.bind(tokens.telemetry).toConstantValue(telemetry);
  container.bind(tokens.clock).toConstantValue(clock);
  container.bind(tokens.readiness).toConstantValue(new Readiness());
  for (const bind of [
    bindRuntime,
    bindIdentity,
    bindLive,
    bindMail,
    bindEngine,
    bindWhatsApp,
    bindFiles,
    bindWidget,
    bindKnowledge,
    bindHttp,
    bindAi,
  ])
    bind(container);
  if (redis !== null) bindRedis(container, redis);
  return container;
};

const endStreams = (container: Container): void => {
  container.get(tokens.followEvents).close();
  container.get(tokens.widget).followVisit.close();
};

/** @param overrides replaces bindings before anything is made from them; for rigs. */
export const createApplication = (foundation: Foundation, overrides?: (container: Container) => void): Application => {
  const container = createContainer(foundation);
  overrides?.(container);
  const { store } = foundation;
  const readiness = container.get(tokens.readiness);
  return {
    container,
    get http() {
      return container.get(tokens.http);
    },
    start: async () => {
      foundation.metrics?.look(gaugesOf(container));
      await startParts(container);
    },
    sayReady: () => readiness.started(),
    sayNotReady: () => readiness.stopping(),
    isReady: () => isReady(container),
    endStreams: () => endStreams(container),
    stop: async () => {
      readiness.stopping();
      endStreams(container);
      await stopParts(container);
      foundation.redis?.close();
      await store.close();
    },
  };
};
