import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Customer } from '#test/emulators/whatsapp/people/customer';
import type { OwnerPhone } from '#test/emulators/whatsapp/people/owner-phone';
import { quietLibsignal } from '#test/emulators/whatsapp/signal/quiet-libsignal';
import { WhatsAppEmulator } from '#test/emulators/whatsapp/whatsapp-emulator';
import { until } from '#test/support/until';
import { BaileysClient, type ClientOptions, KeyTable, restoreSignatureChecks, trustRoot } from './baileys-client.js';

export type Linked = { readonly owner: OwnerPhone; readonly client: BaileysClient; readonly keys: KeyTable };

/** One emulator for a file of tests, and clients that end with each test. */
export class Rig {
  #emulator: WhatsAppEmulator | undefined;
  #clients: BaileysClient[] = [];
  #numbers = 0;
  #undo: (() => void)[] = [];
  #shared: Linked | undefined;

  get emulator(): WhatsAppEmulator {
    if (this.#emulator === undefined) throw new Error('the rig is not set up');
    return this.#emulator;
  }
  async open(): Promise<void> {
    this.#emulator = await WhatsAppEmulator.start();
    this.#undo = [quietLibsignal(), restoreSignatureChecks(), trustRoot(this.emulator.rootKey)];
  }
  async close(): Promise<void> {
    this.#shared?.client.stop();
    await this.emulator.close();
    for (const undo of this.#undo) undo();
  }
  /** All of them but the one shared within the file. */
  async endClients(): Promise<void> {
    this.emulator.faults.clear();
    this.#shared?.owner.faults.clear();
    const kept = this.#shared?.client.isOpen === true ? this.#shared.client : undefined;
    for (const client of this.#clients) if (client !== kept) client.stop();
    this.#clients = kept === undefined ? [] : [kept];
    await until('the sockets are closed', () => this.emulator.openSockets === this.#clients.length);
  }

  owner(name = 'Pharmacy One'): OwnerPhone {
    return this.emulator.addOwner(this.#number('7701'), name);
  }
  customer(name = 'Aigerim'): Customer {
    return this.emulator.addCustomer(this.#number('7705'), name);
  }
  connect(keys: KeyTable, options: ClientOptions = {}, url = this.emulator.url): BaileysClient {
    const client = new BaileysClient(url, keys, options);
    this.#clients.push(client);
    return client;
  }
  /** An account with one linked device, open and settled. */
  async linked(options: ClientOptions = {}, owner = this.owner()): Promise<Linked> {
    const keys = new KeyTable();
    const client = this.connect(keys, { ...options, onQr: (qr) => owner.scan(qr) });
    await until('the session is open', () => client.opens > 0);
    await until('the history came', () => !owner.sendsHistory || client.histories.length >= 2);
    return { owner, client, keys };
  }
  /** A session for tests that leave it as it was; linked once, opened again when a test closed it. */
  async session(): Promise<Linked> {
    if (this.#shared === undefined) this.#shared = await this.linked();
    else if (!this.#shared.client.isOpen) this.#shared = await this.logIn(this.#shared.owner, this.#shared.keys);
    return this.#shared;
  }
  /** The same session on a new socket. */
  async reopened({ owner, client, keys }: Linked, options: ClientOptions = {}): Promise<Linked> {
    await this.hangUp({ owner, client, keys });
    return this.logIn(owner, keys, options);
  }
  async hangUp({ owner, client }: Linked): Promise<void> {
    client.stop();
    await until('the socket is closed', () => this.emulator.connectionsOf(owner.phone).length === 0);
  }
  async logIn(owner: OwnerPhone, keys: KeyTable, options: ClientOptions = {}): Promise<Linked> {
    const client = this.connect(keys, options);
    await until('the session is open again', () => client.opens > 0);
    return { owner, client, keys };
  }

  #number(prefix: string): string {
    this.#numbers += 1;
    return `${prefix}${String(this.#numbers).padStart(7, '0')}`;
  }
}

/** Sets the rig up for the tests of one file; each must leave no stanza that the emulator does not know. */
export const useRig = (): Rig => {
  const rig = new Rig();
  beforeAll(() => rig.open());
  afterEach(async () => {
    await rig.endClients();
    expect(rig.emulator.unknownStanzas).toEqual([]);
    expect(rig.emulator.errors).toEqual([]);
  });
  afterAll(() => rig.close());
  return rig;
};
