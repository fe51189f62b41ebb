import { SystemClock } from '#adapters/clock/system-clock';
import { createSigningKey, JoseTokenSigner } from '#adapters/identity/jose-token-signer';
import { openSqliteStore } from '#adapters/store/sql/open-sqlite-store';
import type { Principal } from '#application/identity/principal';
import type { Store } from '#application/ports/store';
import type { Facts, Note, SpanName, Telemetry } from '#application/ports/telemetry';
import type { Transport } from '#application/ports/transport';
import type { ChannelKind } from '#domain/channel/channel';
import type { TenantId } from '#domain/shared/ids';
import { defaultAssistantSettings } from '#domain/tenancy/assistant-settings';
import { type Application, createApplication } from '#infrastructure/composition/application';
import type { RedisAdapters } from '#infrastructure/composition/redis.module';
import { tokens } from '#infrastructure/composition/tokens';
import { readConfig } from '#infrastructure/config/config';
import { openRedis } from '#infrastructure/main/open-redis';
import { permissionsOfAdmin } from '#test/integration/engine/business';
import { ScriptedTransport } from '#test/integration/engine/scripted-transport';
import { cleaning } from '#test/integration/engine/shops';
import type { RedisServer } from '#test/services/redis';
import { FakeClock } from '#test/support/fake-clock';
import { temporaryFolder } from '#test/support/product';
import { sealingWith } from '#test/support/sealing';
import { storeBuilders } from '#test/support/store-builders';
import { encryptionKey, sha256 } from '#test/support/stores';

/** Remembers every step and warning of one process. */
export class KeptTelemetry implements Telemetry {
  readonly steps: { readonly name: string; readonly facts: Facts }[] = [];
  readonly warnings: string[] = [];
  readonly errors: { readonly event: string; readonly error: unknown }[] = [];
  step(name: string, facts: Facts): void {
    this.steps.push({ name, facts });
  }
  /** How often Redis came back. */
  backs = 0;
  info(event: string): void {
    if (event === 'redis.back') this.backs += 1;
  }
  warn(event: string): void {
    this.warnings.push(event);
  }
  error(event: string, error: unknown): void {
    this.errors.push({ event, error });
  }
  span<T>(_name: SpanName, _facts: Facts, work: (note: Note) => Promise<T>): Promise<T> {
    return work(() => undefined);
  }
  factsOf(step: string): Facts[] {
    return this.steps.filter(({ name }) => name === step).map(({ facts }) => facts);
  }
  count(step: string): number {
    return this.steps.filter(({ name }) => name === step).length;
  }
}

export type Shop = { readonly tenantId: TenantId; readonly phoneNumberId: string; readonly admin: Principal };

export type OneProcess = {
  readonly application: Application;
  readonly redis: RedisAdapters;
  readonly telemetry: KeptTelemetry;
  readonly sent: ScriptedTransport;
};

/** The embedded store serves one process; several are made by giving several whole products the same open store. */
const shared = (store: Store): Store =>
  new Proxy(store, {
    get: (target, name) => {
      if (name === 'close') return () => Promise.resolve();
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });

/** Two whole products, each with its own container, queue, bus and connections; what they share is the store and Redis. */
export class TwoProcesses {
  readonly clock = new SystemClock();
  readonly store: Store;
  readonly processes: readonly OneProcess[];
  readonly builders = storeBuilders(new FakeClock(new Date()));
  #written = 0;
  readonly #removeFolder: () => void;

  private constructor(store: Store, processes: readonly OneProcess[], removeFolder: () => void) {
    this.store = store;
    this.processes = processes;
    this.#removeFolder = removeFolder;
  }

  static async start(
    server: Pick<RedisServer, 'url'>,
    environment: Record<string, string> = {},
  ): Promise<TwoProcesses> {
    const folder = temporaryFolder('two');
    const clock = new SystemClock();
    const store = await openSqliteStore({ folder: folder.path, encryptionKey, clock, sha256, sealing: sealingWith() });
    const config = readConfig({
      WAKIL_DATA_DIR: folder.path,
      WAKIL_LOG_LEVEL: 'silent',
      REDIS_URL: server.url,
      ...environment,
    });
    const keys = [await createSigningKey()] as const;
    const signer = await JoseTokenSigner.create({ keys, issuer: 'wakil', audience: 'wakil', clock });
    const processes: OneProcess[] = [];
    for (const _ of ['one', 'two']) {
      const telemetry = new KeptTelemetry();
      if (config.redis === null) throw new Error('REDIS_URL was given');
      const redis = await openRedis(config.redis, { clock, telemetry });
      const sent = new ScriptedTransport('cloud-api');
      const transports = new Map<ChannelKind, Transport>([['cloud-api', sent]]);
      const application = createApplication(
        { config, store: shared(store), signer, telemetry, clock, redis },
        (container) => {
          container.rebind(tokens.transports).toConstantValue(transports);
        },
      );
      processes.push({ application, redis, telemetry, sent });
    }
    for (const { application } of processes) await application.start();
    return new TwoProcesses(store, processes, folder.remove);
  }

  get one(): OneProcess {
    return this.processes[0] as OneProcess;
  }
  get two(): OneProcess {
    return this.processes[1] as OneProcess;
  }

  /** A shop that customers write to over WhatsApp; the assistant answers at once. */
  async openShop(): Promise<Shop> {
    const { builders } = this;
    const tenantId = builders.ids.tenant();
    const settings = { ...defaultAssistantSettings, settleMs: 0 };
    const tenant = builders.aTenant({ id: tenantId, cloudApiAllowed: true, assistant: settings });
    await this.store.platform.saveTenant(tenant, builders.anAudit(), {
      channel: builders.aChannel(tenantId),
      member: null,
    });
    const scoped = this.store.tenant(tenantId);
    const number = { kind: 'cloud-api', externalKey: tenantId.slice(-14), settings: { accessToken: 'a' } } as const;
    const channel = await scoped.channels.save(builders.aChannel(tenantId, number), builders.anAudit());
    await scoped.catalogue.saveServices(cleaning.services(tenantId, builders), []);
    const actor = { kind: 'human', userId: builders.ids.user(), name: 'Huda' } as const;
    const permissions = permissionsOfAdmin;
    const admin = { kind: 'user', actor, sessionId: builders.ids.session(), tenantId, permissions } as const;
    return { tenantId, phoneNumberId: channel.externalKey, admin };
  }

  /** Resolves when one of the processes has it on disk. */
  async receive(at: OneProcess, { phoneNumberId }: Shop, phone: string, text: string): Promise<void> {
    this.#written += 1;
    const inbound = {
      externalId: `wamid.${phone}.${this.#written}`,
      identities: [{ scheme: 'wa_phone', value: phone }] as const,
      displayName: null,
      content: { type: 'text', text } as const,
      sentAt: this.clock.now(),
    };
    await at.application.container.get(tokens.useCases).receiveCloudApiWebhook.execute({
      batches: [{ phoneNumberId, inbound: [inbound], receipts: [], ignored: 0 }],
    });
  }

  /** What left, by whichever process. */
  get sent() {
    return this.processes.flatMap(({ sent }) => sent.sent);
  }

  count(step: string): number {
    return this.processes.reduce((sum, { telemetry }) => sum + telemetry.count(step), 0);
  }

  async stop(): Promise<void> {
    for (const { application } of this.processes) await application.stop();
    await this.store.close();
    this.#removeFolder();
  }
}
