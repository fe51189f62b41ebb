import type { Container, ResolutionContext } from 'inversify';
import { WorkerPool } from '#adapters/channels/whatsapp/worker-pool';
import { ApplyReceipts } from '#application/delivery/apply-receipts';
import { loadOutgoingMedia } from '#application/files/load-outgoing-media';
import { EngineEars } from '#application/whatsapp/engine-ears';
import { HeldSessions } from '#application/whatsapp/held-session';
import { LeaseWatch } from '#application/whatsapp/lease-watch';
import { NumberClaims } from '#application/whatsapp/number-claims';
import { PacedSender } from '#application/whatsapp/paced-sender';
import { SessionCommands } from '#application/whatsapp/session-commands';
import { SessionCredentials } from '#application/whatsapp/session-credentials';
import { SessionKeeper } from '#application/whatsapp/session-keeper';
import { SessionLine } from '#application/whatsapp/session-line';
import { SessionSupervisor } from '#application/whatsapp/session-supervisor';
import { SessionViews } from '#application/whatsapp/session-view';
import { WaitingMessages } from '#application/whatsapp/waiting-messages';
import { seededRandom } from '#domain/channel/seeded-random';
import { createReceivers } from '#infrastructure/composition/create-receivers';
import { launchEngineProcess, surroundingsOf } from '#infrastructure/composition/engine-process';
import { tokens } from '#infrastructure/composition/tokens';
import type { WhatsAppSending, WhatsAppSessions } from '#infrastructure/composition/whatsapp-parts';
import type { Config } from '#infrastructure/config/config';

const isEmulated = ({ whatsapp }: Config): boolean => whatsapp.url !== null;

const createSending = (from: ResolutionContext): WhatsAppSending => {
  const shared = {
    store: from.get(tokens.store),
    clock: from.get(tokens.clock),
    engines: from.get(tokens.whatsAppEngines),
    held: new HeldSessions(),
    waiting: new WaitingMessages(),
  };
  const blobs = from.get(tokens.blobs);
  const keeper = new SessionKeeper({
    ...shared,
    bus: from.get(tokens.bus),
    telemetry: from.get(tokens.telemetry),
    notices: from.get(tokens.notifyTeam),
    owner: from.get(tokens.ids).session(),
    firstPreset: isEmulated(from.get(tokens.config)) ? 'off' : 'careful',
  });
  const sender = new PacedSender({
    ...shared,
    keeper,
    secrets: from.get(tokens.secrets),
    switches: from.get(tokens.switches),
    mediaOf: (tenantId, message) => loadOutgoingMedia(shared.store.tenant(tenantId), blobs, message),
  });
  return { ...shared, keeper, sender };
};

const createSessions = (from: ResolutionContext): WhatsAppSessions => {
  const shared = {
    store: from.get(tokens.store),
    clock: from.get(tokens.clock),
    bus: from.get(tokens.bus),
    queue: from.get(tokens.queue),
    telemetry: from.get(tokens.telemetry),
    secrets: from.get(tokens.secrets),
    engines: from.get(tokens.whatsAppEngines),
    isEmulated: isEmulated(from.get(tokens.config)),
    line: new SessionLine(),
    ...from.get(tokens.whatsAppSending),
  };
  const numbers = new NumberClaims(shared);
  const supervisor = new SessionSupervisor({
    ...shared,
    numbers,
    random: seededRandom(from.get(tokens.ids).session()),
  });
  const ears = new EngineEars({
    ...shared,
    supervisor,
    credentials: new SessionCredentials({ store: shared.store, vault: from.get(tokens.vault) }),
    applyReceipts: new ApplyReceipts(shared),
    receivers: createReceivers(from),
  });
  return {
    ears,
    isEmulated: shared.isEmulated,
    isHere: from.get(tokens.config).operations.roles.has('whatsapp'),
    watch: new LeaseWatch({ ...shared, supervisor }),
    commands: new SessionCommands({ ...shared, numbers, supervisor }),
    views: new SessionViews(shared),
  };
};

/** The numbers that phones lend us. */
export const bindWhatsApp = (container: Container): void => {
  container.bind(tokens.whatsAppEngines).toResolvedValue(
    (clock, telemetry, { whatsapp }) =>
      new WorkerPool({
        clock,
        telemetry,
        launch: launchEngineProcess(whatsapp.environment),
        surroundings: surroundingsOf(whatsapp),
        processes: whatsapp.processes,
      }),
    [tokens.clock, tokens.telemetry, tokens.config],
  );
  container.bind(tokens.whatsAppSending).toDynamicValue(createSending);
  container.bind(tokens.whatsAppSessions).toDynamicValue(createSessions);
};
