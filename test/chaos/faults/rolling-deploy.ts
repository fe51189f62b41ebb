import { loadavg } from 'node:os';
import { Cluster, type Topology } from '#test/chaos/cluster/cluster';
import { openShop, type Shop, SteadyLoad } from '#test/chaos/cluster/steady-load';
import { type Fault, type FaultResult, held } from '#test/chaos/fault';
import { HttpClient } from '#test/support/http-client';

export type Deploy = { readonly restarts: number; readonly perSecond: number };

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What the environment says of servers that several processes may share; `null`: nothing. */
const sharedServers = (): Readonly<Record<string, string>> | null => {
  const named = Object.entries(process.env).filter(([name]) => /^(?:POSTGRES|MONGODB|REDIS)_/.test(name));
  const environment = Object.fromEntries(named) as Record<string, string>;
  return 'POSTGRES_URL' in environment && 'REDIS_URL' in environment ? environment : null;
};

/** The longest time in which nothing got through, as those who asked saw it. */
const longestGapMs = (misses: readonly { readonly at: number }[]): number => {
  let longest = 0;
  let from: number | null = null;
  let last = 0;
  for (const { at } of [...misses].sort((one, other) => one.at - other.at)) {
    if (from === null || at - last > 1_000) from = at;
    last = at;
    longest = Math.max(longest, last - from);
  }
  return longest;
};

type Talk = { readonly conversation: { readonly id: string; readonly hasUnanswered: boolean } };

/** Acknowledged messages that nobody finds, or nobody answered, a while after it all. */
const lostOf = async (url: string, shops: readonly Shop[], load: SteadyLoad): Promise<number> => {
  const until = Date.now() + 30_000;
  for (;;) {
    let lost = 0;
    for (const shop of shops) {
      const talks = await new HttpClient(url, { token: shop.token }).all<Talk>('/api/v1/conversations?limit=100');
      const answered = new Set(talks.filter((talk) => !talk.conversation.hasUnanswered).map((t) => t.conversation.id));
      lost += load.acked.filter((each) => each.shop === shop && !answered.has(each.conversationId)).length;
    }
    if (lost === 0 || Date.now() > until) return lost;
    await pause(1_000);
  }
};

const middleOf = (values: readonly number[]): number =>
  Math.round([...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0);

const timesOf = ({ restarts }: Cluster) => ({
  stopMsMedian: middleOf(restarts.map(({ stopMs }) => stopMs)),
  startMsMedian: middleOf(restarts.map(({ startMs }) => startMs)),
});

const judge = async (topology: Topology, { restarts, perSecond }: Deploy): Promise<FaultResult> => {
  const cluster = await Cluster.start(topology);
  try {
    const { url } = cluster.balancer;
    const shops = await Promise.all([0, 1, 2, 3].map((index) => openShop(url, index)));
    const load = new SteadyLoad(url, shops, perSecond);
    load.start();
    const unclean: (number | null)[] = [];
    for (let round = 0; round < restarts; round += 1) {
      await pause(1_000);
      unclean.push(...(await cluster.restartAll()));
    }
    await pause(1_000);
    await load.stop();
    const lost = await lostOf(url, shops, load);
    const isShared = topology.processes.length > 1;
    const problems = [
      ...(lost === 0 ? [] : [`${lost} acknowledged messages without an answer`]),
      ...(unclean.length === 0 ? [] : [`ended with ${unclean.join()} on SIGTERM`]),
      ...(isShared ? load.misses.slice(0, 10).map(({ what }) => `not answered: ${what}`) : []),
    ];
    const gapMs = longestGapMs(load.misses);
    const facts = { topology: topology.name, requests: load.sent, answered: load.answered, non2xx: load.misses.length };
    return {
      ...held,
      kills: restarts * topology.processes.length,
      acked: load.acked.length,
      lost,
      problems,
      facts: { ...facts, ...timesOf(cluster), longestGapMs: gapMs, load: Number(loadavg()[0]?.toFixed(1)) },
    };
  } finally {
    await cluster.stop();
  }
};

/** F18 with the embedded store: one process, so that each restart is a gap. How long it is, is what this tells. */
export const restartGap = (plan: Deploy): Fault => ({
  name: 'F18 restart gap',
  run: () => judge({ name: 'embedded', processes: ['api,worker,whatsapp'], environment: {} }, plan),
});

/** F18: two API and two worker processes are restarted one after the other under load, and nobody notices. */
export const rollingDeploy = (plan: Deploy): Fault => ({
  name: 'F18 rolling deploy',
  run: async () => {
    const environment = sharedServers();
    if (environment === null) return { ...held, notRun: 'needs POSTGRES_URL and REDIS_URL' };
    return judge({ name: 'redis-postgres', processes: ['api', 'api', 'worker', 'worker'], environment }, plan);
  },
});
