import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { EngineSurroundings } from '#adapters/channels/whatsapp/engine';
import type { Outgoing, Pairing } from '#application/ports/whatsapp-engines';
import type { Customer } from '#test/emulators/whatsapp/people/customer';
import type { OwnerPhone } from '#test/emulators/whatsapp/people/owner-phone';
import { WhatsAppEmulator } from '#test/emulators/whatsapp/whatsapp-emulator';
import { MemoryCredentials } from '#test/support/memory-credentials';
import { until } from '#test/support/until';
import { RecordedEvents, type RecordedOptions, RecordedSession } from './recorded-session.js';

export type Linked = {
  readonly owner: OwnerPhone;
  readonly session: RecordedSession;
  readonly credentials: MemoryCredentials;
};
type Options = Partial<Omit<RecordedOptions, 'credentials'>>;

/** A WhatsApp of our own and sessions of the engine, which end with each test. */
export class Rig {
  #emulator: WhatsAppEmulator | undefined;
  #sessions: RecordedSession[] = [];
  #numbers = 0;

  get emulator(): WhatsAppEmulator {
    if (this.#emulator === undefined) throw new Error('the rig is not set up');
    return this.#emulator;
  }
  get surroundings(): EngineSurroundings {
    return {
      url: this.emulator.url,
      rootKey: this.emulator.rootKey,
      version: null,
      codeMs: null,
      restoreSignatureChecks: true,
      chromiumPath: null,
      sessionsFolder: '/nowhere',
      largestMedia: 1_000_000,
    };
  }
  async start(): Promise<void> {
    this.#emulator = await WhatsAppEmulator.start();
  }
  async stop(): Promise<void> {
    await this.emulator.close();
  }
  async closeAll(): Promise<void> {
    this.emulator.faults.clear();
    for (const owner of this.emulator.owners) owner.faults.clear();
    await Promise.all(this.#sessions.splice(0).map((session) => session.close()));
    await until('the sockets are closed', () => this.emulator.openSockets === 0);
  }

  /** As if its process were gone: nobody closes it. What the disk holds goes on in another. */
  async crash({ owner, credentials, session }: Linked): Promise<MemoryCredentials> {
    const disk = credentials.copy();
    credentials.isFrozen = true;
    this.#sessions = this.#sessions.filter((one) => one !== session);
    this.emulator.dropTcp(owner.phone);
    await until('the server knows', () => this.emulator.connectionsOf(owner.phone).length === 0);
    owner.faults.clear();
    return disk;
  }

  owner(name = 'Noor Spa'): OwnerPhone {
    return this.emulator.addOwner(this.#number('7701'), name);
  }
  customer(name = 'Aigerim'): Customer {
    return this.emulator.addCustomer(this.#number('7705'), name);
  }
  async open(credentials: MemoryCredentials, options: Options = {}): Promise<RecordedSession> {
    const session = await RecordedSession.open({ surroundings: this.surroundings, ...options, credentials });
    this.#sessions.push(session);
    return session;
  }
  /** A phone that scanned the code: what the first socket leaves, before the restart WhatsApp asks for. */
  async paired(owner: OwnerPhone, credentials = new MemoryCredentials(), pairing: Pairing = { kind: 'qr' }) {
    const events = new RecordedEvents();
    events.onNews = (news) => {
      if (news.kind !== 'pairing') return;
      if (news.how === 'qr') owner.scan(news.value);
      else void owner.enterPairingCode(news.value);
    };
    const session = await this.open(credentials, { pairing, events });
    await session.untilClosed();
    return session;
  }
  async linked(options: Options = {}, owner = this.owner()): Promise<Linked> {
    const { credentials } = await this.paired(owner);
    const session = await (await this.open(credentials, options)).untilOpen();
    await session.untilCaughtUp();
    return { owner, session, credentials };
  }
  async reopened({ owner, credentials, session }: Linked, options: Options = {}): Promise<Linked> {
    await session.close();
    return { owner, credentials, session: await (await this.open(credentials, options)).untilOpen() };
  }

  #number(prefix: string): string {
    this.#numbers += 1;
    return `${prefix}${String(this.#numbers).padStart(7, '0')}`;
  }
}

/** Every test must leave no stanza that the emulator does not know. */
export const useRig = (): Rig => {
  const rig = new Rig();
  beforeAll(() => rig.start());
  afterEach(async () => {
    await rig.closeAll();
    expect(rig.emulator.unknownStanzas).toEqual([]);
    expect(rig.emulator.errors).toEqual([]);
  });
  afterAll(() => rig.stop());
  return rig;
};

export const aMessage = (to: Customer, text: string, about: Partial<Outgoing> = {}): Outgoing => ({
  externalId: `3EB0${randomBytes(9).toString('hex').toUpperCase()}`,
  to: [{ scheme: 'wa_phone', value: to.phone }],
  text,
  media: null,
  quotes: null,
  ...about,
});
