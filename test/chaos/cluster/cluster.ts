import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { Balancer } from '#test/chaos/cluster/balancer';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';

export type Topology = {
  readonly name: string;
  /** The roles of each process. */
  readonly processes: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

type Member = { readonly roles: string; readonly port: number; readonly healthPort: number; product: Product };

/** Processes of the built product that share what they share, and a balancer before those that serve the API. */
export class Cluster {
  readonly members: readonly Member[];
  readonly balancer: Balancer;
  /** How long each process took to end, and to be ready again. */
  readonly restarts: { readonly stopMs: number; readonly startMs: number }[] = [];
  readonly #start: (roles: string, port: number, healthPort: number) => Promise<Product>;
  readonly #removeFolder: () => void;

  private constructor(
    members: readonly Member[],
    balancer: Balancer,
    start: (roles: string, port: number, healthPort: number) => Promise<Product>,
    removeFolder: () => void,
  ) {
    this.members = members;
    this.balancer = balancer;
    this.#start = start;
    this.#removeFolder = removeFolder;
  }

  static async start({ processes, environment }: Topology): Promise<Cluster> {
    const folder = temporaryFolder('cluster');
    const start = (roles: string, port: number, healthPort: number): Promise<Product> =>
      startProduct({
        dataDir: folder.path,
        port,
        environment: {
          WAKIL_LOG_LEVEL: 'warn',
          WAKIL_STOP_DELAY_MS: '500',
          ...environment,
          WAKIL_ROLES: roles,
          WAKIL_HEALTH_PORT: String(healthPort),
        },
      });
    const members: Member[] = [];
    for (const roles of processes) {
      const [port, healthPort] = [await freePort(), await freePort()];
      members.push({ roles, port, healthPort, product: await start(roles, port, healthPort) });
    }
    const apis = members.filter(({ roles }) => roles.includes('api'));
    const balancer = await Balancer.start(
      apis.map(({ port, healthPort }) => ({ port, readyUrl: `http://127.0.0.1:${healthPort}/readyz` })),
    );
    return new Cluster(members, balancer, start, folder.remove);
  }

  /** One after the other, each back and ready before the next one goes. Resolves to exit codes that are not 0. */
  async restartAll(): Promise<readonly (number | null)[]> {
    const codes: (number | null)[] = [];
    for (const member of this.members) {
      const from = performance.now();
      codes.push(await member.product.kill('SIGTERM'));
      const stopMs = performance.now() - from;
      member.product = await this.#start(member.roles, member.port, member.healthPort);
      this.restarts.push({ stopMs, startMs: member.product.startMs });
    }
    return codes.filter((code) => code !== 0);
  }

  async stop(): Promise<void> {
    await this.balancer.stop();
    for (const { product } of this.members) await product.kill('SIGTERM');
    this.#removeFolder();
  }
}
