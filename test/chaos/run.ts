import { parseArgs } from 'node:util';
import type { Fault, FaultResult } from '#test/chaos/fault';
import { crash } from '#test/chaos/faults/crash';
import { diskFull } from '#test/chaos/faults/disk-full';
import { duplicates } from '#test/chaos/faults/duplicates';
import { engineKilled } from '#test/chaos/faults/engine-killed';
import { killSwitch } from '#test/chaos/faults/kill-switch';
import { killedWhileStopping } from '#test/chaos/faults/killed-while-stopping';
import { order } from '#test/chaos/faults/order';
import { poison } from '#test/chaos/faults/poison';
import { redisTrouble } from '#test/chaos/faults/redis-trouble';
import { restartGap, rollingDeploy } from '#test/chaos/faults/rolling-deploy';
import { rollingRestarts } from '#test/chaos/faults/rolling-restarts';
import { takeOver } from '#test/chaos/faults/take-over';
import { seededRandom } from '#test/chaos/seeded-random';

/**
 * Faults against the built product, killed for real. One JSON line per fault, then one with the totals. Ends with 1 when a
 * guarantee broke. `--short` for CI, `--only F8` for one, `--seed 7` to repeat a run.
 */
const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    only: { type: 'string', default: '' },
  },
});

const faults: readonly Fault[] = values.short
  ? [
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
      rollingDeploy({ restarts: 2, perSecond: 50 }),
      redisTrouble({ kills: 2, wipes: 10, hangMs: 3_000 }),
    ]
  : [
      duplicates,
      order,
      poison,
      diskFull,
      killSwitch({ trials: 5, pending: 1_000 }),
      takeOver({ races: 200 }),
      crash({ perStep: 30, atRandom: 40 }),
      engineKilled({ numbers: 20, atSteps: 40, atRandom: 15 }),
      rollingRestarts({ numbers: 20, asked: 10, killed: 3 }),
      killedWhileStopping({ perStep: 10 }),
      restartGap({ restarts: 10, perSecond: 100 }),
      rollingDeploy({ restarts: 10, perSecond: 100 }),
      redisTrouble({ kills: 5, wipes: 50, hangMs: 10_000 }),
    ];

const say = (line: unknown): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

const total = (results: readonly FaultResult[], field: 'kills' | 'acked' | 'lost' | 'doubled' | 'outOfOrder'): number =>
  results.reduce((sum, result) => sum + result[field], 0);

const results: FaultResult[] = [];
for (const fault of faults.filter(({ name }) => name.includes(values.only))) {
  const startedAt = Date.now();
  const result = await fault.run(seededRandom(Number(values.seed)));
  if (result.notRun !== undefined) {
    say({ fault: fault.name, ok: null, 'not run': result.notRun });
    continue;
  }
  results.push(result);
  say({
    fault: fault.name,
    ok: result.problems.length === 0,
    seed: Number(values.seed),
    seconds: Math.round((Date.now() - startedAt) / 1_000),
    ...result,
  });
}
say({
  kills: total(results, 'kills'),
  acked: total(results, 'acked'),
  lost: total(results, 'lost'),
  doubled: total(results, 'doubled'),
  outOfOrder: total(results, 'outOfOrder'),
  resumeMsMax: Math.max(0, ...results.map(({ resumeMsMax }) => resumeMsMax)),
});
process.exit(results.every(({ problems }) => problems.length === 0) ? 0 : 1);
