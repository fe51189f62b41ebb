import { loadOf } from '#test/chaos/evidence/machine';
import { type Fault, type FaultResult, held } from '#test/chaos/fault';
import { Rig } from '#test/chaos/rig';
import type { Topology } from '#test/chaos/topology/topology';
import { itemAt } from '#test/support/catalogue-items';
import type { HttpClient } from '#test/support/http-client';

type Plan = { readonly trials: number; readonly pending: number };
type Trial = {
  readonly late: number;
  readonly lastAfterMs: number;
  /** Until every process said in its figures that the switch is on. */
  readonly knownMs: number;
  readonly withheld: number;
  readonly missing: number;
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const withinMs = 1_000;
/** Nobody waits for it: that everybody is answered in the end is what counts. */
const leaveWithinMs = 300_000;

/** Milliseconds until each process knows of it. */
const untilKnown = async (rig: Rig, since: number): Promise<number> => {
  const knows = async (port: number): Promise<number> => {
    for (; Date.now() < since + 10_000; await pause(20)) {
      const figures = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      if (/^wakil_kill_switches\{scope="tenant"\} 1$/m.test(figures)) break;
    }
    return Date.now() - since;
  };
  return Math.max(...(await Promise.all(rig.cluster.members.map(({ healthPort }) => knows(healthPort)))));
};

/** Conversations whose turn met the switch: nothing was decided for them, a person was called. */
const escalatedIn = async (admin: HttpClient): Promise<number> =>
  (await admin.all('/api/v1/conversations?mode=waiting&limit=100')).length;

const answeredIn = ({ emulator }: Rig): number => new Set(emulator.sends.map(({ to }) => to)).size;

const throwIt = async (rig: Rig, pending: number): Promise<Trial> => {
  const { phoneNumberId, admin } = await rig.open('Amber House');
  const write = (index: number): Promise<unknown> => {
    const from = `97154${String(index).padStart(7, '0')}`;
    const text = `How much is the ${itemAt(index).name}?`;
    return rig.emulator.customerWrites({ phoneNumberId, from, text }).delivered;
  };
  await Promise.all(Array.from({ length: pending }, (_, index) => write(index)));
  await admin.put('/api/v1/kill-switch', { on: true, reason: 'chaos' });
  const thrownAt = Date.now();
  const knownMs = await untilKnown(rig, thrownAt);
  await pause(Math.max(0, thrownAt + 3_000 - Date.now()));
  const after = rig.emulator.sends.filter((send) => send.at > thrownAt);
  const withheld = pending - rig.emulator.sends.length;
  await admin.put('/api/v1/kill-switch', { on: false, reason: 'over' });
  const until = Date.now() + leaveWithinMs;
  while (answeredIn(rig) < pending - (await escalatedIn(admin)) && Date.now() < until) await pause(250);
  return {
    late: after.filter((send) => send.at > thrownAt + withinMs).length,
    lastAfterMs: Math.max(0, ...after.map((send) => send.at - thrownAt)),
    knownMs,
    withheld,
    missing: pending - answeredIn(rig) - (await escalatedIn(admin)),
  };
};

const judged = ({ trials, pending }: Plan, seen: readonly Trial[]): FaultResult => {
  const sum = (field: keyof Trial): number => seen.reduce((total, trial) => total + trial[field], 0);
  const most = (field: keyof Trial): number => Math.max(...seen.map((trial) => trial[field]));
  const [late, missing, lastAfterMs, knownMs] = [sum('late'), sum('missing'), most('lastAfterMs'), most('knownMs')];
  const problems = [
    ...(late === 0 ? [] : [`${late} sends later than ${withinMs} ms`]),
    ...(knownMs <= withinMs ? [] : [`a process knew of it after ${knownMs} ms`]),
    ...(missing === 0 ? [] : [`${missing} customers neither answered nor handed to a person`]),
  ];
  const facts = { trials, pending, withheld: sum('withheld'), lastAfterMs, knownMs, late, load: loadOf() };
  return { ...held, lost: Math.max(0, missing), problems, facts };
};

const trialsOf = async (topology: Topology, { trials, pending }: Plan, isAway: boolean): Promise<readonly Trial[]> => {
  const seen: Trial[] = [];
  for (let trial = 0; trial < trials; trial += 1) {
    const rig = await Rig.start({ topology, emulator: { latencyMs: 150, statuses: [] } });
    if (isAway) await rig.ground.redis?.kill('SIGSTOP');
    seen.push(await throwIt(rig, pending));
    await rig.close();
  }
  return seen;
};

/** F8: replies to 1,000 customers are waiting to leave when the switch is thrown; afterwards it is released and they all leave. */
export const killSwitch = (plan: Plan): Fault => ({
  name: 'F8 kill switch',
  run: async (_, topology) => judged(plan, await trialsOf(topology, plan, false)),
});

/** The same, while Redis takes connections and answers nothing. */
export const killSwitchWithoutRedis = (plan: Plan): Fault => ({
  name: 'F8 kill switch, Redis hangs',
  on: ['redis-postgres', 'redis-mongo'],
  run: async (_, topology) => judged(plan, await trialsOf(topology, plan, true)),
});
