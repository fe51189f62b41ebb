import type { Container, ResolutionContext } from 'inversify';
import { WorkerPool } from '#adapters/channels/whatsapp/worker-pool';
import { VaultTextSafe } from '#adapters/vault/vault-text-safe';
import { ApplyReceipts } from '#application/delivery/apply-receipts';
import { loadOutgoingMedia } from '#application/files/load-outgoing-media';
import type { TextSafe } from '#application/ports/text-safe';
import { AskHolder } from '#application/whatsapp/ask-holder';
import { EngineEars } from '#application/whatsapp/engine-ears';
import { FulfilWishes } from '#application/whatsapp/fulfil-wishes';
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
import { ShowSessions } from '#application/whatsapp/show-sessions';
import { WaitingMessages } from '#application/whatsapp/waiting-messages';
import { seededRandom } from '#domain/channel/seeded-random';
import type { TenantId } from '#domain/shared/ids';
import { createReceivers } from '#infrastructure/composition/create-receivers';
import { launchEngineProcess, surroundingsOf } from '#infrastructure/composition/engine-process';
import { tokens } from '#infrastructure/composition/tokens';
import type { WhatsAppSending, WhatsAppSessions } from '#infrastructure/composition/whatsapp-parts';
import type { Config } from '#infrastructure/config/config';

const isEmulated = ({ whatsapp }: Config): boolean => whatsapp.url !== null;

/** What a process shows of its numbers is sealed under the key of whose they are. */
const safesOf =
  (from: ResolutionContext) =>
  (tenantId: TenantId): TextSafe =>
    new VaultTextSafe(from.get(tokens.vault), tenantId);

const createSending = (from: ResolutionContext): WhatsAppSending => {
  const shared = {
    store: from.get(tokens.store),
    clock: from.get(tokens.clock),
    engines: from.get(tokens.whatsAppEngines),
    held: new HeldSessions(),
    waiting: new WaitingMessages(),
  };
  const blobs = from.get(tokens.blobs);
  const heard = { ...shared, bus: from.get(tokens.bus), telemetry: from.get(tokens.telemetry) };
  const { name: owner, isShared } = from.get(tokens.sharing);
  const showing = isShared ? new ShowSessions({ ...heard, safeOf: safesOf(from) }) : null;
  const keeper = new SessionKeeper({
    ...heard,
    notices: from.get(tokens.notifyTeam),
    owner,
    showing,
    firstPreset: isEmulated(from.get(tokens.config)) ? 'off' : 'careful',
  });
  const sender = new PacedSender({
    ...shared,
    keeper,
    secrets: from.get(tokens.secrets),
    switches: from.get(tokens.switches),
    mediaOf: (tenantId, message) => loadOutgoingMedia(shared.store.tenant(tenantId), blobs, message),
  });
  return { ...shared, keeper, sender, showing };
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
  const commands = new SessionCommands({ ...shared, numbers, supervisor });
  const { name: holder, isShared } = from.get(tokens.sharing);
  const isHere = from.get(tokens.config).operations.roles.has('whatsapp');
  const local = { ...shared, queue: from.get(tokens.sweeperQueue), commands, holder };
  return {
    ears,
    isEmulated: shared.isEmulated,
    isServed: isHere || isShared,
    watch: new LeaseWatch({ ...shared, supervisor }),
    wishes: isShared && isHere ? new FulfilWishes(local) : null,
    commands: isShared ? new AskHolder({ ...shared, commands, isHere }) : commands,
    views: new SessionViews({ ...shared, safeOf: isShared ? safesOf(from) : null }),
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
