import type { Container } from 'inversify';
import { createLanguageModel } from '#adapters/ai/registry';
import { keepAliveDispatcher } from '#adapters/channels/keep-alive-dispatcher';
import { createTransports } from '#adapters/channels/registry';
import { WorkerModelTrainer } from '#adapters/understanding/worker-model-trainer';
import { DeliverMessages } from '#application/delivery/deliver-messages';
import { Sweep } from '#application/delivery/sweep';
import { Switches } from '#application/tenancy/switches';
import { ApplyTurn } from '#application/turns/apply-turn';
import { TakeTurn } from '#application/turns/take-turn';
import { Think } from '#application/turns/think';
import { Understandings } from '#application/understanding/understandings';
import { fittedConstants } from '#domain/understanding/fitted-constants';
import { tokens } from '#infrastructure/composition/tokens';

const bindOutside = (container: Container): void => {
  container.bind(tokens.dispatcher).toResolvedValue(() => keepAliveDispatcher());
  container.bind(tokens.transports).toResolvedValue(
    (clock, telemetry, dispatcher, config, { sender }) =>
      createTransports({
        clock,
        telemetry,
        dispatcher,
        baseUrls: { 'cloud-api': config.cloudApi.baseUrl },
        whatsApp: sender,
      }),
    [tokens.clock, tokens.telemetry, tokens.dispatcher, tokens.config, tokens.whatsAppSending],
  );
  container.bind(tokens.model).toResolvedValue(() => createLanguageModel('embedded', {}));
};

const bindTurns = (container: Container): void => {
  container
    .bind(tokens.switches)
    .toResolvedValue(
      (store, bus, clock, telemetry) => new Switches({ store, bus, clock, telemetry }),
      [tokens.store, tokens.bus, tokens.clock, tokens.telemetry],
    );
  container
    .bind(tokens.applyTurn)
    .toResolvedValue(
      (store, clock, queue, bus, telemetry, notify) => new ApplyTurn({ store, clock, queue, bus, telemetry, notify }),
      [tokens.store, tokens.clock, tokens.queue, tokens.bus, tokens.telemetry, tokens.notifyTeam],
    );
  container
    .bind(tokens.think)
    .toResolvedValue(
      (model, understandings, telemetry, clock) => new Think({ model, understandings, telemetry, clock }),
      [tokens.model, tokens.understandings, tokens.telemetry, tokens.clock],
    );
  container.bind(tokens.takeTurn).toResolvedValue(
    (store, clock, ids, switches, think, applyTurn, telemetry) =>
      new TakeTurn({
        store,
        clock,
        ids,
        switches,
        applyTurn,
        telemetry,
        think,
        owner: ids.session(),
      }),
    [tokens.store, tokens.clock, tokens.ids, tokens.switches, tokens.think, tokens.applyTurn, tokens.telemetry],
  );
};

const bindDelivery = (container: Container): void => {
  container.bind(tokens.deliverMessages).toResolvedValue(
    (store, clock, queue, bus, switches, telemetry, transports, config) =>
      new DeliverMessages({
        store,
        clock,
        queue,
        bus,
        switches,
        telemetry,
        transports,
        reconcileMs: config.reconcileMs,
      }),
    [
      tokens.store,
      tokens.clock,
      tokens.queue,
      tokens.bus,
      tokens.switches,
      tokens.telemetry,
      tokens.transports,
      tokens.config,
    ],
  );
  container
    .bind(tokens.sweep)
    .toResolvedValue(
      (store, queue, clock, telemetry, config) =>
        new Sweep({ store, queue, clock, telemetry, everyMs: config.sweepMs }),
      [tokens.store, tokens.queue, tokens.clock, tokens.telemetry, tokens.config],
    );
};

const bindUnderstanding = (container: Container): void => {
  container.bind(tokens.trainer).toResolvedValue(() => new WorkerModelTrainer());
  container.bind(tokens.understandings).toResolvedValue(
    (store, trainer, clock, bus, telemetry, secrets) =>
      new Understandings({
        store,
        trainer,
        clock,
        bus,
        telemetry,
        sha256: (text) => secrets.sha256(text),
        constants: fittedConstants,
      }),
    [tokens.store, tokens.trainer, tokens.clock, tokens.bus, tokens.telemetry, tokens.secrets],
  );
};

/** What receives, decides and delivers. */
export const bindEngine = (container: Container): void => {
  bindOutside(container);
  bindUnderstanding(container);
  bindTurns(container);
  bindDelivery(container);
};
