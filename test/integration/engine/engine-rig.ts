import { createSigningKey, JoseTokenSigner } from '#adapters/identity/jose-token-signer';
import { openSqliteStore } from '#adapters/store/sql/open-sqlite-store';
import type { Principal } from '#application/identity/principal';
import type { Store } from '#application/ports/store';
import type { Transport } from '#application/ports/transport';
import type { WhatsAppEngines } from '#application/ports/whatsapp-engines';
import type { Faq } from '#domain/catalogue/faq';
import type { Service } from '#domain/catalogue/service';
import type { ChannelKind } from '#domain/channel/channel';
import { rolePermissions } from '#domain/identity/role';
import type { TenantId } from '#domain/shared/ids';
import { type AssistantSettings, defaultAssistantSettings } from '#domain/tenancy/assistant-settings';
import { type Application, createApplication } from '#infrastructure/composition/application';
import { tokens } from '#infrastructure/composition/tokens';
import { readConfig } from '#infrastructure/config/config';
import { FakeClock } from '#test/support/fake-clock';
import { temporaryFolder } from '#test/support/product';
import { ScriptedFetch } from '#test/support/scripted-fetch';
import { sealingWith } from '#test/support/sealing';
import { SilentTelemetry } from '#test/support/silent-telemetry';
import { type StoreBuilders, storeBuilders } from '#test/support/store-builders';
import { encryptionKey, sha256 } from '#test/support/stores';
import { WatchedStore } from '#test/support/watched-store';
import { Business, permissionsOfAdmin } from './business.js';
import type { ScriptedModel } from './scripted-model.js';
import { ScriptedTransport } from './scripted-transport.js';
import { WatchedQueue } from './watched-queue.js';

export type RigOptions = {
  /** Without one the embedded assistant answers. */
  readonly model?: ScriptedModel;
  /** `true`: the product's own transports; else WhatsApp and the chat API are scripted. */
  readonly realTransports?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  /** The store the product gets, made from the real one. */
  readonly storeSeenBy?: (store: Store) => Store;
  /** Engines of linked numbers; without them none can be opened. */
  readonly engines?: WhatsAppEngines;
};

export type BusinessPlan = {
  readonly name: string;
  readonly services: (tenantId: TenantId, builders: StoreBuilders) => readonly Service[];
  readonly faqs?: (tenantId: TenantId) => readonly Faq[];
  readonly assistant?: Partial<AssistantSettings>;
  readonly tenantId?: TenantId;
};

/** The whole product in this process: the real container on a real store, with time that only the test moves. */
export class EngineRig {
  readonly clock: FakeClock;
  readonly store: Store;
  readonly telemetry: SilentTelemetry;
  readonly application: Application;
  readonly builders: StoreBuilders;
  readonly whatsapp = new ScriptedTransport('cloud-api');
  readonly chatApi = new ScriptedTransport('api');
  /** Addresses of tenants are answered by this. */
  readonly fetch = new ScriptedFetch();
  readonly #model: ScriptedModel | undefined;
  #queue: WatchedQueue | null = null;
  readonly #removeFolder: () => void;
  #numbers = 100_000_000_000;

  private constructor(
    parts: Pick<EngineRig, 'clock' | 'store' | 'telemetry'> & { readonly watched: WatchedStore },
    foundation: Parameters<typeof createApplication>[0],
    { model, engines, realTransports = false }: RigOptions,
    removeFolder: () => void,
  ) {
    this.clock = parts.clock;
    this.store = parts.store;
    this.telemetry = parts.telemetry;
    this.builders = storeBuilders(parts.clock);
    this.#model = model;
    this.#removeFolder = removeFolder;
    this.application = createApplication(foundation, (container) => {
      this.#queue = new WatchedQueue(container.get(tokens.queue), parts.watched);
      container.rebind(tokens.queue).toConstantValue(this.#queue);
      if (engines !== undefined) container.rebind(tokens.whatsAppEngines).toConstantValue(engines);
      container.rebind(tokens.safeFetch).toConstantValue(this.fetch);
      if (model !== undefined) container.rebind(tokens.model).toConstantValue(model);
      if (!realTransports) container.rebind(tokens.transports).toConstantValue(this.#scripted());
    });
  }

  static async start(options: RigOptions = {}): Promise<EngineRig> {
    const folder = temporaryFolder('engine');
    const clock = new FakeClock();
    const telemetry = new SilentTelemetry();
    const config = readConfig({ WAKIL_DATA_DIR: folder.path, WAKIL_LOG_LEVEL: 'silent', ...options.environment });
    const store = await openSqliteStore({ folder: folder.path, encryptionKey, clock, sha256, sealing: sealingWith() });
    const signer = await JoseTokenSigner.create({
      keys: [await createSigningKey()],
      issuer: 'wakil',
      audience: 'wakil',
      clock,
    });
    const watched = new WatchedStore();
    const seen = watched.watch(store);
    const foundation = { config, store: options.storeSeenBy?.(seen) ?? seen, signer, telemetry, clock };
    const rig = new EngineRig({ clock, store, telemetry, watched }, foundation, options, folder.remove);
    await rig.application.start();
    await rig.idle();
    return rig;
  }

  #scripted(): ReadonlyMap<ChannelKind, Transport> {
    return new Map<ChannelKind, Transport>([
      ['cloud-api', this.whatsapp],
      ['api', this.chatApi],
    ]);
  }

  get useCases() {
    return this.application.container.get(tokens.useCases);
  }

  get heldThoughts(): number {
    return this.#model?.held.length ?? 0;
  }

  /** Who runs the platform. */
  get platform(): Principal {
    return {
      kind: 'user',
      actor: this.builders.person,
      sessionId: this.builders.ids.session(),
      tenantId: null,
      permissions: new Set(rolePermissions.super_admin),
    };
  }

  /** Everything has happened that can happen without time going on. */
  async idle(held = 0): Promise<void> {
    await this.#queue?.idle(held);
  }

  /** Time goes on, and what is due then happens. */
  async pass(ms: number): Promise<void> {
    this.clock.advance(ms);
    await this.idle(this.heldThoughts);
  }

  /** What a sweeper finds by its state, after so long; timers of lost jobs are not relied on. */
  async sweepAfter(ms: number): Promise<void> {
    await this.pass(ms);
    await this.application.container.get(tokens.sweep).execute();
    await this.idle(this.heldThoughts);
  }

  async openBusiness({ name, services, faqs, assistant, tenantId }: BusinessPlan): Promise<Business> {
    const { builders } = this;
    const id = tenantId ?? builders.ids.tenant();
    const settings = { ...defaultAssistantSettings, settleMs: 0, ...assistant };
    const tenant = builders.aTenant({ id, name, cloudApiAllowed: true, assistant: settings });
    const first = { channel: builders.aChannel(id), member: null };
    await this.store.platform.saveTenant(tenant, builders.anAudit(), first);
    this.#numbers += 1;
    const number = {
      kind: 'cloud-api',
      externalKey: String(this.#numbers),
      settings: { accessToken: 'a-token' },
    } as const;
    const scoped = this.store.tenant(id);
    const whatsapp = await scoped.channels.save(builders.aChannel(id, number), builders.anAudit());
    await scoped.catalogue.saveServices(services(id, builders), []);
    if (faqs !== undefined) await scoped.catalogue.saveFaqs(faqs(id), []);
    return new Business(this, id, whatsapp, this.#principalsOf(id));
  }

  #principalsOf(tenantId: TenantId): { admin: Principal; program: Principal } {
    const { ids } = this.builders;
    const actor = { kind: 'human', userId: ids.user(), name: 'Huda' } as const;
    return {
      admin: { kind: 'user', actor, sessionId: ids.session(), tenantId, permissions: permissionsOfAdmin },
      program: {
        kind: 'api_key',
        actor: { kind: 'integration', apiKeyId: ids.apiKey(), name: 'site' },
        tenantId,
        permissions: new Set(['chat.send']),
        ratePerMinute: null,
      },
    };
  }

  async stop(): Promise<void> {
    for (const thought of this.#model?.held ?? []) thought.answer(null);
    await this.application.stop();
    this.#removeFolder();
  }
}
