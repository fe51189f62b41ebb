import type { Container } from 'inversify';
import { CloudApiMedia } from '#adapters/channels/cloud-api/cloud-api-media';
import { keepAliveDispatcher } from '#adapters/channels/keep-alive-dispatcher';
import { createTransports } from '#adapters/channels/registry';
import { UndiciSafeFetch } from '#adapters/network/safe-fetch/undici-safe-fetch';
import { WorkerModelTrainer } from '#adapters/understanding/worker-model-trainer';
import { HoldExam } from '#application/assistants/hold-exam';
import { ReplayTurns } from '#application/assistants/replay-turns';
import { WorkStudio } from '#application/assistants/work-studio';
import { FetchInboundMedia } from '#application/channels/fetch-inbound-media';
import { DeliverMessages } from '#application/delivery/deliver-messages';
import { Sweep } from '#application/delivery/sweep';
import { AnswerCalls } from '#application/functions/answer-calls';
import { CallFunction } from '#application/functions/call-function';
import { NoteGap } from '#application/knowledge/note-gap';
import type { NotifyTeam } from '#application/mail/notify-team';
import type { Job } from '#application/ports/job-queue';
import type { MediaSource } from '#application/ports/media-source';
import { Switches } from '#application/tenancy/switches';
import { ApplyTurn } from '#application/turns/apply-turn';
import { TakeTurn } from '#application/turns/take-turn';
import { Think } from '#application/turns/think';
import { LabelAnswers } from '#application/understanding/label-answers';
import { Understandings } from '#application/understanding/understandings';
import { SealRows } from '#application/upkeep/seal-rows';
import { KeepInboundMedia } from '#application/whatsapp/keep-inbound-media';
import type { ChannelKind } from '#domain/channel/channel';
import { fittedConstants } from '#domain/understanding/fitted-constants';
import type { Sharing } from '#infrastructure/composition/sharing';
import { tokens } from '#infrastructure/composition/tokens';
import type { Config } from '#infrastructure/config/config';

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
};

/** What a provider keeps of what customers send. */
const bindMedia = (container: Container): void => {
  container
    .bind(tokens.mediaSources)
    .toResolvedValue(
      (dispatcher, { cloudApi: { baseUrl } }) =>
        new Map<ChannelKind, MediaSource>([['cloud-api', new CloudApiMedia({ dispatcher, baseUrl })]]),
      [tokens.dispatcher, tokens.config],
    );
  container.bind(tokens.fetchInboundMedia).toResolvedValue(
    (store, queue, telemetry, sources, bus, keeper, notes) => {
      const keep = new KeepInboundMedia({ store, keeper, bus, telemetry, notes, queue });
      return new FetchInboundMedia({ store, queue, telemetry, sources, keep });
    },
    [
      tokens.store,
      tokens.queue,
      tokens.telemetry,
      tokens.mediaSources,
      tokens.bus,
      tokens.fileKeeper,
      tokens.paidHelpers,
    ],
  );
};

const bindTurns = (container: Container): void => {
  container
    .bind(tokens.switches)
    .toResolvedValue(
      (store, bus, clock, telemetry) => new Switches({ store, bus, clock, telemetry }),
      [tokens.store, tokens.bus, tokens.clock, tokens.telemetry],
    );
  container.bind(tokens.applyTurn).toResolvedValue(
    (store, clock, queue, bus, telemetry, team) => {
      const gaps = new NoteGap({ store, telemetry });
      const notify: Pick<NotifyTeam, 'aboutTurn' | 'aboutLead'> = {
        aboutLead: (lead, form) => team.aboutLead(lead, form),
        aboutTurn: async (turn, conversation) => {
          await gaps.aboutTurn(turn);
          await team.aboutTurn(turn, conversation);
        },
      };
      return new ApplyTurn({ store, clock, queue, bus, telemetry, notify });
    },
    [tokens.store, tokens.clock, tokens.queue, tokens.bus, tokens.telemetry, tokens.notifyTeam],
  );
  container.bind(tokens.think).toResolvedValue(
    (model, understandings, telemetry, clock, store, callFunction) => {
      const answerCalls = new AnswerCalls({ store, callFunction });
      return new Think({ model, understandings, telemetry, clock, answerCalls });
    },
    [tokens.model, tokens.understandings, tokens.telemetry, tokens.clock, tokens.store, tokens.callFunction],
  );
};

const bindTakeTurn = (container: Container): void => {
  container.bind(tokens.takeTurn).toResolvedValue(
    (store, clock, ids, switches, think, applyTurn, telemetry, receipts, labels, understandings) =>
      new TakeTurn({
        store,
        clock,
        ids,
        switches,
        applyTurn,
        telemetry,
        think,
        receipts,
        labels,
        understandings,
        owner: ids.session(),
      }),
    [
      tokens.store,
      tokens.clock,
      tokens.ids,
      tokens.switches,
      tokens.think,
      tokens.applyTurn,
      tokens.telemetry,
      tokens.receiptLinks,
      tokens.labelAnswers,
      tokens.understandings,
    ],
  );
};

const bindStudio = (container: Container): void => {
  container.bind(tokens.workStudio).toResolvedValue(
    (store, clock, bus, telemetry, think, trials) =>
      new WorkStudio({
        store,
        clock,
        bus,
        telemetry,
        holdExam: new HoldExam({ think, clock }),
        replayTurns: new ReplayTurns({ think, clock, trials }),
      }),
    [tokens.store, tokens.clock, tokens.bus, tokens.telemetry, tokens.think, tokens.trialModels],
  );
};

/** A process that only holds numbers sends what is sent over them. `null`: everything. */
const sweptBy = ({ operations: { roles } }: Config): ReadonlySet<Job['kind']> | null =>
  roles.has('worker') ? null : new Set(['deliver']);

/** By which name a process asks for what leaves by numbers. `null`: it is alone. */
const holderIn = ({ name, isShared }: Sharing): string | null => (isShared ? name : null);

const bindDelivery = (container: Container): void => {
  container.bind(tokens.deliverMessages).toResolvedValue(
    (store, clock, queue, bus, switches, telemetry, transports, config, sharing) =>
      new DeliverMessages({
        store,
        clock,
        queue,
        bus,
        switches,
        telemetry,
        transports,
        reconcileMs: config.reconcileMs,
        holder: holderIn(sharing),
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
      tokens.sharing,
    ],
  );
  container.bind(tokens.sweep).toResolvedValue(
    (store, queue, clock, telemetry, config, sharing) =>
      new Sweep({
        store,
        queue,
        clock,
        telemetry,
        everyMs: config.sweepMs,
        kinds: sweptBy(config),
        holder: holderIn(sharing),
      }),
    [tokens.store, tokens.sweeperQueue, tokens.clock, tokens.telemetry, tokens.config, tokens.sharing],
  );
};

const bindUpkeep = (container: Container): void => {
  container
    .bind(tokens.sealRows)
    .toResolvedValue(
      (store, clock, telemetry) => new SealRows({ seals: store.platform.seals, clock, telemetry }),
      [tokens.store, tokens.clock, tokens.telemetry],
    );
};

/** Requests to addresses that tenants choose. */
const bindFunctions = (container: Container): void => {
  container
    .bind(tokens.safeFetch)
    .toResolvedValue(({ isProduction }) => new UndiciSafeFetch({ allowsHttp: !isProduction }), [tokens.config]);
  container
    .bind(tokens.callFunction)
    .toResolvedValue(
      (store, fetch, vault, limiter, clock, ids, telemetry) =>
        new CallFunction({ store, fetch, vault, limiter, clock, ids, telemetry }),
      [tokens.store, tokens.safeFetch, tokens.vault, tokens.limiter, tokens.clock, tokens.ids, tokens.telemetry],
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
  container
    .bind(tokens.labelAnswers)
    .toResolvedValue(
      (store, clock, bus, telemetry) => new LabelAnswers({ store, clock, bus, telemetry }),
      [tokens.store, tokens.clock, tokens.bus, tokens.telemetry],
    );
};

/** What receives, decides and delivers. */
export const bindEngine = (container: Container): void => {
  bindOutside(container);
  bindMedia(container);
  bindFunctions(container);
  bindUnderstanding(container);
  bindTurns(container);
  bindTakeTurn(container);
  bindStudio(container);
  bindDelivery(container);
  bindUpkeep(container);
};
