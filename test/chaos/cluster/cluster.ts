import { Balancer } from '#test/chaos/cluster/balancer';
import { type Begin, Member } from '#test/chaos/cluster/member';
import { freePort } from '#test/services/redis';
import { startProduct, temporaryFolder } from '#test/support/product';

export type ClusterPlan = {
  /** The roles of each process. */
  readonly processes: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Somewhere else than a folder of its own, such as a small disk. */
  readonly dataDir?: string;
  /** Sees every line any of them logs, and whose it is. */
  readonly onLine?: (line: string, member: Member) => void;
};

/** Looked into by hand: see puppet.mjs. */
const { CHAOS_TRACE } = process.env;
const puppet = new URL('./puppet.mjs', import.meta.url).pathname;

/** Processes of the built product that share what they share, and a balancer before those that serve the API. */
export class Cluster {
  readonly members: readonly Member[];
  readonly balancer: Balancer;
  /** How long each process took to end, and to be ready again. */
  readonly restarts: { readonly stopMs: number; readonly startMs: number }[] = [];
  readonly #removeFolders: () => void;

  private constructor(members: readonly Member[], balancer: Balancer, removeFolders: () => void) {
    this.members = members;
    this.balancer = balancer;
    this.#removeFolders = removeFolders;
  }

  static async start({ processes, environment, dataDir, onLine }: ClusterPlan): Promise<Cluster> {
    const [data, orders] = [temporaryFolder('cluster'), temporaryFolder('orders')];
    const begin: Begin = (member, order) =>
      startProduct({
        dataDir: dataDir ?? data.path,
        port: member.port,
        onLine: (line) => onLine?.(line, member),
        preload: [puppet],
        environment: {
          ...environment,
          WAKIL_ROLES: member.roles,
          WAKIL_HEALTH_PORT: String(member.healthPort),
          CHAOS_ORDERS: orders.path,
          ...(CHAOS_TRACE !== undefined && { CHAOS_TRACE }),
          ...(order !== null && { CHAOS_ORDER: JSON.stringify(order) }),
        },
      });
    const members: Member[] = [];
    for (const roles of processes)
      members.push(new Member(roles, [await freePort(), await freePort()], orders.path, begin));
    const [first, ...others] = members;
    // It makes the keys and logs the setup token that it will take; the others find what it made.
    await first?.start();
    await Promise.all(others.map((member) => member.start()));
    const backends = members
      .filter((member) => member.is('api'))
      .map(({ port, healthPort }) => ({ port, readyUrl: `http://127.0.0.1:${healthPort}/readyz` }));
    const balancer = await Balancer.start(backends);
    return new Cluster(members, balancer, () => {
      data.remove();
      orders.remove();
    });
  }

  get url(): string {
    return this.balancer.url;
  }

  having(role: string): readonly Member[] {
    return this.members.filter((member) => member.is(role));
  }

  /** One after the other, each back and ready before the next one goes. Resolves to exit codes that are not 0. */
  async restartAll(): Promise<readonly (number | null)[]> {
    const codes: (number | null)[] = [];
    for (const member of this.members) {
      const from = performance.now();
      codes.push(await member.kill('SIGTERM'));
      const stopMs = performance.now() - from;
      await member.start();
      this.restarts.push({ stopMs, startMs: member.product.startMs });
    }
    return codes.filter((code) => code !== 0);
  }

  async stop(): Promise<void> {
    await this.balancer.stop();
    for (const member of this.members) member.signal('SIGCONT');
    await Promise.all(this.members.filter(({ lives }) => lives).map((member) => member.kill('SIGTERM')));
    this.#removeFolders();
  }
}
