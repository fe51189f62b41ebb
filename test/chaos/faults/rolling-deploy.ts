import { Cluster } from '#test/chaos/cluster/cluster';
import { openShop, type Shop, SteadyLoad } from '#test/chaos/cluster/steady-load';
import { loadOf } from '#test/chaos/evidence/machine';
import { type Fault, type FaultResult, held } from '#test/chaos/fault';
import { isShared, type Topology } from '#test/chaos/topology/topology';
import { HttpClient } from '#test/support/http-client';

export type Deploy = { readonly restarts: number; readonly perSecond: number };

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

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

const loaded = async (cluster: Cluster, { restarts, perSecond }: Deploy) => {
  const { url } = cluster;
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
  return { load, unclean, lost: await lostOf(url, shops, load) };
};

const judge = async (topology: Topology, plan: Deploy): Promise<FaultResult> => {
  const ground = await topology.ground();
  // The delay is for a balancer; one process alone has none that could send somebody elsewhere.
  const delay = isShared(topology) ? { WAKIL_STOP_DELAY_MS: '500' } : {};
  const environment = { ...ground.environment, ...delay, WAKIL_LOG_LEVEL: 'warn' };
  const cluster = await Cluster.start({ processes: topology.processes, environment });
  try {
    const { load, unclean, lost } = await loaded(cluster, plan);
    const problems = [
      ...(lost === 0 ? [] : [`${lost} acknowledged messages without an answer`]),
      ...(unclean.length === 0 ? [] : [`ended with ${unclean.join()} on SIGTERM`]),
      ...(isShared(topology) ? load.misses.slice(0, 10).map(({ what }) => `not answered: ${what}`) : []),
    ];
    const facts = { requests: load.sent, answered: load.answered, non2xx: load.misses.length };
    return {
      ...held,
      kills: plan.restarts * topology.processes.length,
      acked: load.acked.length,
      lost,
      problems,
      facts: { ...facts, ...timesOf(cluster), longestGapMs: longestGapMs(load.misses), load: loadOf() },
    };
  } finally {
    await cluster.stop();
    await ground.leave();
  }
};

/** F18 with the embedded store: one process, so that each restart is a gap. How long it is, is what this tells. */
export const restartGap = (plan: Deploy): Fault => ({
  name: 'F18 restart gap',
  on: ['embedded'],
  run: (_, topology) => judge(topology, plan),
});

/** F18: two processes of each role are restarted one after the other under load, and nobody notices. */
export const rollingDeploy = (plan: Deploy): Fault => ({
  name: 'F18 rolling deploy',
  on: ['redis-postgres', 'redis-mongo'],
  run: (_, topology) => judge(topology, plan),
});
