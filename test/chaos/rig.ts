import { Cluster } from '#test/chaos/cluster/cluster';
import type { Ground, Topology } from '#test/chaos/topology/topology';
import { type GraphApiEmulator, startGraphApiEmulator } from '#test/emulators/graph-api/graph-api-emulator';
import type { EmulatorOptions } from '#test/emulators/graph-api/types';
import type { HttpClient } from '#test/support/http-client';
import {
  type Business,
  cloudApiEnvironment,
  openBusiness,
  setUpPlatform,
  signIn,
  webhookOf,
} from '#test/support/world';

/** Short, so that a doubtful message is settled while we watch; longer than the emulator needs to report what it took. */
export const reconcileMs = 3_000;

/**
 * For faults in which no sender dies: where reports are taken late, nothing that has left may go again because of that. The product's
 * own window is twice as long.
 */
export const patientOn = ({ isSlow }: Topology): Readonly<Record<string, string>> =>
  isSlow === true ? { WAKIL_RECONCILE_MS: '60000' } : {};

export type RigOptions = {
  readonly topology: Topology;
  readonly emulator?: EmulatorOptions;
  /** Somewhere else than a folder of its own, such as a small disk. */
  readonly dataDir?: string;
  /** Other processes than those of the topology. */
  readonly processes?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
};

type Parts = {
  readonly topology: Topology;
  readonly ground: Ground;
  readonly emulator: GraphApiEmulator;
  readonly cluster: Cluster;
  readonly platform: HttpClient;
};

const emulatorOf = (options: EmulatorOptions = {}): Promise<GraphApiEmulator> =>
  startGraphApiEmulator({
    statuses: [
      { status: 'sent', afterMs: 10 },
      { status: 'delivered', afterMs: 30, times: 2 },
    ],
    retry: { baseMs: 100, factor: 1.5, maxMs: 400, attempts: 100_000 },
    ...options,
  });

/** The built product as a topology has it, on one ground, in front of an emulated provider that stays up. */
export class Rig {
  readonly topology: Topology;
  readonly ground: Ground;
  readonly emulator: GraphApiEmulator;
  readonly cluster: Cluster;
  readonly platform: HttpClient;
  readonly businesses: Business[] = [];

  private constructor({ topology, ground, emulator, cluster, platform }: Parts) {
    this.topology = topology;
    this.ground = ground;
    this.emulator = emulator;
    this.cluster = cluster;
    this.platform = platform;
  }

  static async start({ topology, emulator: options, environment, ...plan }: RigOptions): Promise<Rig> {
    const emulator = await emulatorOf(options);
    const ground = await topology.ground();
    const cluster = await Cluster.start({
      processes: topology.processes,
      ...plan,
      environment: {
        ...cloudApiEnvironment(emulator),
        WAKIL_RECONCILE_MS: String(reconcileMs),
        ...ground.environment,
        ...environment,
      },
    });
    emulator.setWebhook(webhookOf(cluster.url));
    // A setup token is known to the process that logged it.
    const [first] = cluster.having('api');
    if (first === undefined) throw new Error('no process serves the API');
    return new Rig({ topology, ground, emulator, cluster, platform: await setUpPlatform(first.product) });
  }

  /** Where customers, and people who look, reach it. */
  get url(): string {
    return this.cluster.url;
  }

  /** @param address of its owner, where the product believes its proxy. */
  async open(name: string, address?: string): Promise<Business> {
    const phoneNumberId = `1000${this.businesses.length + 1}`;
    const plan = { name, phoneNumberId, ...(address !== undefined && { address }) };
    const business = await openBusiness(this, this.platform, this.emulator, plan);
    this.businesses.push(business);
    return business;
  }

  admin({ email }: Business): Promise<HttpClient> {
    return signIn(this.url, email);
  }

  async close(): Promise<void> {
    await this.cluster.stop();
    await this.emulator.close();
    await this.ground.leave();
  }
}
