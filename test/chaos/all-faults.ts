import type { Fault } from '#test/chaos/fault';
import { crash } from '#test/chaos/faults/crash';
import { diskFull } from '#test/chaos/faults/disk-full';
import { duplicates } from '#test/chaos/faults/duplicates';
import { engineKilled } from '#test/chaos/faults/engine-killed';
import { killSwitch, killSwitchWithoutRedis } from '#test/chaos/faults/kill-switch';
import { killedWhileStopping } from '#test/chaos/faults/killed-while-stopping';
import { oneKilled } from '#test/chaos/faults/one-killed';
import { order } from '#test/chaos/faults/order';
import { poison } from '#test/chaos/faults/poison';
import { redisTrouble } from '#test/chaos/faults/redis-trouble';
import { restartGap, rollingDeploy } from '#test/chaos/faults/rolling-deploy';
import { rollingRestarts } from '#test/chaos/faults/rolling-restarts';
import { takeOver } from '#test/chaos/faults/take-over';

/** As hard as a machine of two cores gets through in an hour. */
export const allFaults: readonly Fault[] = [
  duplicates,
  order,
  poison,
  diskFull,
  killSwitch({ trials: 5, pending: 1_000 }),
  killSwitchWithoutRedis({ trials: 5, pending: 300 }),
  takeOver({ races: 200 }),
  crash({ perStep: 30, atRandom: 40 }),
  oneKilled({ rounds: 2 }),
  engineKilled({ numbers: 20, atSteps: 40, atRandom: 15 }),
  rollingRestarts({ numbers: 20, asked: 10, killed: 3 }),
  killedWhileStopping({ perStep: 10 }),
  restartGap({ restarts: 10, perSecond: 100 }),
  rollingDeploy({ restarts: 10, perSecond: 100 }),
  redisTrouble({ kills: 5, wipes: 50, hangMs: 10_000 }),
];

/** For each change: every kind of fault once, on the embedded store. */
export const shortFaults: readonly Fault[] = [
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

/** The same for two of each role: what only several processes can get wrong. */
export const shortSharedFaults: readonly Fault[] = [];
