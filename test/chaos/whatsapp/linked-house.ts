import { Cluster } from '#test/chaos/cluster/cluster';
import type { Member } from '#test/chaos/cluster/member';
import type { Ground, Topology } from '#test/chaos/topology/topology';
import { phoneAt, until } from '#test/chaos/whatsapp/linked-rig';
import type { HttpClient } from '#test/support/http-client';
import { temporaryFolder } from '#test/support/product';
import { WhatsAppProgram } from '#test/support/whatsapp-program';
import { signIn } from '#test/support/world';
import { openBusiness } from '../../e2e/business.js';

type Session = { readonly state: string; readonly pairing: { readonly value: string } | null };
type Held = { readonly member: Member; readonly status: string; readonly at: number };

/** Two processes of each role with linked numbers, before an emulated WhatsApp that stays up. */
export class LinkedHouse {
  readonly whatsapp: WhatsAppProgram;
  readonly owners: readonly string[];
  readonly customers: readonly string[];
  readonly #ground: Ground;
  readonly #folder = temporaryFolder('linked-house');
  readonly #held = new Map<string, Held>();
  #cluster: Cluster | null = null;
  #email = '';

  private constructor(ground: Ground, whatsapp: WhatsAppProgram, numbers: number) {
    this.#ground = ground;
    this.whatsapp = whatsapp;
    this.owners = Array.from({ length: numbers }, (_, index) => phoneAt('7701000', index));
    this.customers = Array.from({ length: numbers }, (_, index) => phoneAt('7705000', index));
  }

  /** Numbers are linked at a process that serves the API and holds them; then the house takes them over. */
  static async start(topology: Topology, numbers: number): Promise<LinkedHouse> {
    const house = new LinkedHouse(await topology.ground(), await WhatsAppProgram.start(), numbers);
    for (const customer of house.customers) await house.whatsapp.addCustomer(customer);
    const alone = await house.#begin(['api,worker,whatsapp']);
    const { admin, email } = await openBusiness(alone.url);
    house.#email = email;
    for (const owner of house.owners) await house.#link(owner, admin);
    await until('all numbers are open', () => house.openSince(0) === numbers, 120_000);
    await alone.stop();
    const from = performance.now();
    house.#cluster = await house.#begin(topology.processes);
    await until('all numbers are open again', () => house.openSince(from) === numbers, 120_000);
    return house;
  }

  get cluster(): Cluster {
    if (this.#cluster === null) throw new Error('the house is not started');
    return this.#cluster;
  }

  /** Whom a customer writes to. */
  ownerOf(customer: number): string {
    return this.owners[customer % this.owners.length] as string;
  }

  /** How many numbers are open, and became so after that moment (`performance.now()`). */
  openSince(moment: number): number {
    return [...this.#held.values()].filter(({ status, at }) => status === 'open' && at > moment).length;
  }

  heldBy(member: Member): readonly string[] {
    const all = [...this.#held].filter(([, held]) => held.member === member && held.status === 'open');
    return all.map(([channel]) => channel);
  }

  /** Milliseconds until these numbers are open at somebody else's. */
  async untilElsewhere(channels: readonly string[], member: Member, since: number): Promise<number> {
    const isElsewhere = (channel: string): boolean => {
      const held = this.#held.get(channel);
      return held !== undefined && held.member !== member && held.status === 'open' && held.at > since;
    };
    await until('its numbers are open elsewhere', () => channels.every(isElsewhere), 90_000);
    return Math.round(performance.now() - since);
  }

  admin(): Promise<HttpClient> {
    return signIn(this.cluster.url, this.#email);
  }

  async close(): Promise<void> {
    await this.#cluster?.stop();
    await this.whatsapp.stop();
    await this.#ground.leave();
    this.#folder.remove();
  }

  #begin(processes: readonly string[]): Promise<Cluster> {
    return Cluster.start({
      processes,
      dataDir: this.#folder.path,
      onLine: this.#hear,
      environment: {
        ...this.whatsapp.environment,
        ...this.#ground.environment,
        WAKIL_RECONCILE_MS: '2000',
        WAKIL_LOG_LEVEL: 'debug',
      },
    });
  }

  readonly #hear = (line: string, member: Member): void => {
    if (!line.includes('"whatsapp.session"')) return;
    const { channelId, status } = JSON.parse(line) as { channelId?: string; status?: string };
    if (channelId === undefined || status === undefined) return;
    this.#held.set(channelId, { member, status, at: performance.now() });
  };

  async #link(owner: string, admin: HttpClient): Promise<void> {
    await this.whatsapp.addOwner(owner);
    const { id } = await admin.post<{ id: string }>('/api/v1/channels', { kind: 'whatsapp', name: 'A number' });
    const path = `/api/v1/channels/${id}/session`;
    await admin.post(`${path}/link`, { how: 'qr' });
    await until('a code', async () => (await admin.get<Session>(path)).pairing !== null);
    await this.whatsapp.scan(owner, (await admin.get<Session>(path)).pairing?.value ?? '');
  }
}
