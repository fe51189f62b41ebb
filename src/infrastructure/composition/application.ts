import type { Express } from 'express';
import { Container } from 'inversify';
import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import type { TokenSigner } from '#application/ports/token-signer';
import { bindAi } from '#infrastructure/composition/ai.module';
import { bindEngine } from '#infrastructure/composition/engine.module';
import { bindFiles } from '#infrastructure/composition/files.module';
import { bindHttp } from '#infrastructure/composition/http.module';
import { bindIdentity } from '#infrastructure/composition/identity.module';
import { bindKnowledge } from '#infrastructure/composition/knowledge.module';
import { bindLive } from '#infrastructure/composition/live.module';
import { bindMail } from '#infrastructure/composition/mail.module';
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
};

/** A whole Wakil in one process. */
export type Application = {
  readonly http: Express;
  readonly container: Container;
  /** Repairs what a crash left, then works. Resolves when requests may come. */
  start(): Promise<void>;
  /** Ends the event streams, which would otherwise hold the HTTP server's last answers. Those who listened come back. */
  endStreams(): void;
  /** Stops claiming, finishes what is under way (20 s at most), and closes the store. */
  stop(): Promise<void>;
};

const drainMs = 20_000;

const createContainer = ({ config, store, signer, telemetry, clock }: Foundation): Container => {
  const container = new Container({ defaultScope: 'Singleton' });
  container.bind(tokens.config).toConstantValue(config);
  container.bind(tokens.store).toConstantValue(store);
  container.bind(tokens.signer).toConstantValue(signer);
  container.bind(tokens.telemetry).toConstantValue(telemetry);
  container.bind(tokens.clock).toConstantValue(clock);
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
  return container;
};

const connectWorkers = (container: Container): void => {
  const queue = container.get(tokens.queue);
  const takeTurn = container.get(tokens.takeTurn);
  const applyTurn = container.get(tokens.applyTurn);
  const deliver = container.get(tokens.deliverMessages);
  queue.process('take_turn', (job) => takeTurn.execute(job));
  queue.process('apply_turn', (job) => applyTurn.execute(job));
  queue.process('deliver', (job) => deliver.execute(job));
  const readDocument = container.get(tokens.readDocument);
  queue.process('read_document', (job) => readDocument.execute(job));
  const prepareKnowledge = container.get(tokens.prepareKnowledge);
  queue.process('embed_knowledge', (job) => prepareKnowledge.execute(job));
  const fetchMedia = container.get(tokens.fetchInboundMedia);
  queue.process('fetch_media', (job) => fetchMedia.execute(job));
  const studio = container.get(tokens.workStudio);
  queue.process('studio_run', (job) => studio.execute(job));
};

/** Takes the linked numbers that nobody has. An engine process is started for the first of them, not before. */
const startNumbers = async (container: Container): Promise<void> => {
  const { ears, watch } = container.get(tokens.whatsAppSessions);
  const engines = container.get(tokens.whatsAppEngines);
  engines.listen(ears);
  await engines.start();
  await watch.start();
};

const endStreams = (container: Container): void => {
  container.get(tokens.followEvents).close();
  container.get(tokens.widget).followVisit.close();
};

/** @param overrides replaces bindings before anything is made from them; for rigs. */
export const createApplication = (foundation: Foundation, overrides?: (container: Container) => void): Application => {
  const container = createContainer(foundation);
  overrides?.(container);
  const { store, config } = foundation;
  return {
    container,
    http: container.get(tokens.http),
    start: async () => {
      connectWorkers(container);
      const transports = [...container.get(tokens.transports).values()];
      const repeatable = transports.filter((transport) => transport.isRepeatable).map(({ kind }) => kind);
      await store.platform.recover(config.reconcileMs, repeatable);
      await container.get(tokens.switches).start();
      await container.get(tokens.liveAi).start();
      container.get(tokens.understandings).start();
      container.get(tokens.queue).start();
      container.get(tokens.sweep).start();
      container.get(tokens.sendMails).start();
      container.get(tokens.widget).sweepVisits.start();
      await startNumbers(container);
    },
    endStreams: () => endStreams(container),
    stop: async () => {
      endStreams(container);
      container.get(tokens.widget).sweepVisits.stop();
      container.get(tokens.sweep).stop();
      await container.get(tokens.queue).drain(drainMs);
      await container.get(tokens.understandings).stop();
      await container.get(tokens.whatsAppSessions).watch.stop();
      await container.get(tokens.sendMails).stop();
      await container.get(tokens.mailer).close();
      container.get(tokens.switches).stop();
      container.get(tokens.liveAi).stop();
      await container.get(tokens.dispatcher).close();
      await store.close();
    },
  };
};
