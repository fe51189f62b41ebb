import {
  type EngineLog,
  type EngineSession,
  type EngineSurroundings,
  marksRead,
  type OpenSession,
  types,
} from '#adapters/channels/whatsapp/engine';
import type { EngineRegistry } from '#adapters/channels/whatsapp/engines';
import type { SendOutcome } from '#application/ports/transport';
import type { Outgoing } from '#application/ports/whatsapp-engines';
import type { CustomerIdentity } from '#domain/conversation/customer';
import { DomainError } from '#domain/shared/domain-error';
import type { Peer } from './ipc/peer.js';
import type { HostSurface, SessionOrder } from './ipc/protocol.js';

/** A session asks for an engine this process does not have. */
export class NoSuchEngine extends DomainError {
  readonly code = 'whatsapp.no_such_engine';
  readonly kind = 'unavailable';
}

/** The product writes what we hear to its disk; a burst after hours offline takes a while. */
const storeTimeoutMs = 60_000;

type WorkerSessionOptions = {
  readonly order: SessionOrder;
  readonly host: Peer<HostSurface>;
  readonly engines: EngineRegistry;
  readonly surroundings: EngineSurroundings;
};

/** One session inside an engine process: the engine on one side, the product on the other. */
export class WorkerSession {
  readonly #options: WorkerSessionOptions;
  #session: Promise<EngineSession> | null = null;
  /** What is told, one after the other. */
  #line: Promise<void> = Promise.resolve();

  constructor(options: WorkerSessionOptions) {
    this.#options = options;
  }

  /** @throws {NoSuchEngine} and whatever the engine throws. */
  async open(): Promise<void> {
    const { order, engines } = this.#options;
    const manifest = engines.get(order.engine);
    if (manifest === undefined) throw new NoSuchEngine('there is no such engine here', { engine: order.engine });
    this.#session ??= manifest.open(this.#described());
    await this.#session;
  }

  async close(): Promise<void> {
    await (await this.#session)?.close();
  }

  async logOut(): Promise<void> {
    await (await this.#session)?.logOut();
  }

  async send(outgoing: Outgoing, timeoutMs: number): Promise<SendOutcome> {
    const session = await this.#session;
    if (session === null) return { kind: 'later', reason: 'whatsapp.not_connected', retryAfterMs: 1_000 };
    return session.send(outgoing, timeoutMs);
  }

  async markRead(to: readonly CustomerIdentity[], externalIds: readonly string[]): Promise<void> {
    const session = await this.#session;
    if (session !== null && marksRead(session)) await session.markRead(to, externalIds);
  }

  async showTyping(to: readonly CustomerIdentity[], isTyping: boolean): Promise<void> {
    const session = await this.#session;
    if (session !== null && types(session)) await session.showTyping(to, isTyping);
  }

  /** After the ones before it, also when they failed. */
  #inLine(work: () => Promise<void>): Promise<void> {
    const done = this.#line.then(work);
    this.#line = done.catch(() => undefined);
    return done;
  }

  #described(): OpenSession {
    const { order, surroundings } = this.#options;
    const { tenantId, channelId, settings, pairing } = order;
    return {
      tenantId,
      channelId,
      settings,
      pairing,
      surroundings,
      log: this.#log,
      credentials: this.#credentials(),
      events: this.#events(),
    };
  }

  readonly #log: EngineLog = (level, event, facts) => {
    const { order, host } = this.#options;
    host.tell('log', [{ handle: order.handle, level, event, facts }]);
  };

  #credentials(): OpenSession['credentials'] {
    const { order, host } = this.#options;
    const { handle } = order;
    return {
      read: (type, ids) => host.call('readCredentials', [handle, type, ids], storeTimeoutMs),
      save: (changes) => host.call('saveCredentials', [handle, changes], storeTimeoutMs),
    };
  }

  #events(): OpenSession['events'] {
    const { order, host } = this.#options;
    const { handle } = order;
    const told = <Name extends 'connection' | 'inbound' | 'ownMessages' | 'receipts' | 'media' | 'samePerson'>(
      name: Name,
      what: Parameters<HostSurface[Name]>[1],
    ): Promise<void> => this.#inLine(() => host.call(name, [handle, what] as never, storeTimeoutMs) as Promise<void>);
    return {
      connection: (news) => told('connection', news),
      inbound: (messages) => told('inbound', messages),
      ownMessages: (messages) => told('ownMessages', messages),
      receipts: (receipts) => told('receipts', receipts),
      media: (media) => told('media', media),
      samePerson: (identities) => told('samePerson', identities),
      typing: (who) => host.tell('typing', [handle, who]),
      figures: (figures) => host.tell('figures', [handle, figures]),
    };
  }
}
