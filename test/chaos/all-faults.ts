import type { Fault } from '#test/chaos/fault';
import { budgetRace } from '#test/chaos/faults/budget-race';
import { clockSteps } from '#test/chaos/faults/clock-steps';
import { crash } from '#test/chaos/faults/crash';
import { databaseDown } from '#test/chaos/faults/database-down';
import { diskFull } from '#test/chaos/faults/disk-full';
import { duplicates } from '#test/chaos/faults/duplicates';
import { engineKilled } from '#test/chaos/faults/engine-killed';
import { fencing } from '#test/chaos/faults/fencing';
import { hundredTenants } from '#test/chaos/faults/hundred-tenants';
import { killSwitch, killSwitchWithoutRedis } from '#test/chaos/faults/kill-switch';
import { killedWhileStopping } from '#test/chaos/faults/killed-while-stopping';
import { noisyTenant } from '#test/chaos/faults/noisy-tenant';
import { numberHolderKilled } from '#test/chaos/faults/number-holder-killed';
import { oneKilled } from '#test/chaos/faults/one-killed';
import { order } from '#test/chaos/faults/order';
import { poison } from '#test/chaos/faults/poison';
import { redisTrouble } from '#test/chaos/faults/redis-trouble';
import { restartGap, rollingDeploy } from '#test/chaos/faults/rolling-deploy';
import { rollingRestarts } from '#test/chaos/faults/rolling-restarts';
import { secondOpener } from '#test/chaos/faults/second-opener';
import { streamsCut } from '#test/chaos/faults/streams-cut';
import { takeOver } from '#test/chaos/faults/take-over';

/** What one process and its file have to bear: an hour on two cores. */
export const aloneFaults: readonly Fault[] = [
  duplicates,
  order,
  poison,
  diskFull,
  killSwitch({ trials: 5, pending: 1_000 }),
  takeOver({ races: 200 }),
  crash({ perStep: 30, atRandom: 40 }),
  oneKilled({ rounds: 10 }),
  engineKilled({ numbers: 20, atSteps: 40, atRandom: 15 }),
  rollingRestarts({ numbers: 20, asked: 10, killed: 3 }),
  killedWhileStopping({ perStep: 10 }),
  restartGap({ restarts: 10, perSecond: 100 }),
  redisTrouble({ kills: 5, wipes: 50, hangMs: 10_000 }),
  fencing({ perStep: 2 }),
  clockSteps({ everyMs: 5_000 }),
  noisyTenant({ usualPerSecond: 20, seconds: 30 }),
  hundredTenants({ tenants: 100, conversationsEach: 10, rounds: 3 }),
  streamsCut({ visitors: 50, cuts: 500 }),
  budgetRace({ turns: 200, calls: 10 }),
  secondOpener({ tries: 10 }),
];

/** What two processes of each role and their servers have to bear: an hour on two cores, most of it starts of processes. */
export const sharedFaults: readonly Fault[] = [
  oneKilled({ rounds: 5 }),
  fencing({ perStep: 1 }),
  databaseDown({ downMs: 30_000 }),
  clockSteps({ everyMs: 5_000 }),
  killSwitch({ trials: 1, pending: 300 }),
  killSwitchWithoutRedis({ trials: 1, pending: 300 }),
  redisTrouble({ kills: 5, wipes: 20, hangMs: 10_000 }),
  rollingDeploy({ restarts: 10, perSecond: 100 }),
  numberHolderKilled({ numbers: 6, kills: 2, stops: 1 }),
  crash({ perStep: 4, atRandom: 6 }),
  killedWhileStopping({ perStep: 2 }),
  duplicates,
  order,
  poison,
  takeOver({ races: 50 }),
  noisyTenant({ usualPerSecond: 5, seconds: 30 }),
  hundredTenants({ tenants: 100, conversationsEach: 10, rounds: 2 }),
  streamsCut({ visitors: 50, cuts: 500 }),
  budgetRace({ turns: 200, calls: 10 }),
];

/** The same in small numbers, for a machine that others work on as well: what breaks here breaks anywhere, what holds says less. */
export const smallSharedFaults: readonly Fault[] = [
  oneKilled({ rounds: 5, customers: 8 }),
  fencing({ perStep: 1, customers: 8 }),
  databaseDown({ downMs: 30_000 }),
  clockSteps({ everyMs: 5_000, customers: 8 }),
  killSwitch({ trials: 1, pending: 60 }),
  killSwitchWithoutRedis({ trials: 1, pending: 60 }),
  redisTrouble({ kills: 2, wipes: 5, hangMs: 10_000 }),
  rollingDeploy({ restarts: 2, perSecond: 10 }),
  numberHolderKilled({ numbers: 4, kills: 1, stops: 1 }),
  killedWhileStopping({ perStep: 1 }),
  duplicates,
  order,
  poison,
  takeOver({ races: 10 }),
  noisyTenant({ usualPerSecond: 1, seconds: 20 }),
  hundredTenants({ tenants: 20, conversationsEach: 5, rounds: 2 }),
  streamsCut({ visitors: 10, cuts: 60 }),
  budgetRace({ turns: 40, calls: 10 }),
];

/** What of one process needs a machine, in small numbers. */
export const smallAloneFaults: readonly Fault[] = [
  oneKilled({ rounds: 5, customers: 8 }),
  clockSteps({ everyMs: 5_000, customers: 8 }),
  noisyTenant({ usualPerSecond: 2, seconds: 20 }),
  hundredTenants({ tenants: 20, conversationsEach: 5, rounds: 2 }),
  secondOpener({ tries: 3 }),
];

/** For each change: every kind of fault once, on the embedded store. */
export const shortAloneFaults: readonly Fault[] = [
  duplicates,
  order,
  poison,
  diskFull,
  killSwitch({ trials: 1, pending: 300 }),
  takeOver({ races: 20 }),
  crash({ perStep: 2, atRandom: 6 }),
  engineKilled({ numbers: 5, atSteps: 2, atRandom: 1 }),
  rollingRestarts({ numbers: 5, asked: 2, killed: 1 }),
  killedWhileStopping({ perStep: 1 }),
  restartGap({ restarts: 2, perSecond: 20 }),
  redisTrouble({ kills: 2, wipes: 10, hangMs: 3_000 }),
];

/** What only several processes can get wrong, in a minute. */
export const shortSharedFaults: readonly Fault[] = [oneKilled({ rounds: 2 })];
