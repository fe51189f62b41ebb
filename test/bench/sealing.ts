import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { closedLoop } from '#test/bench/cloud-api';
import { quantile, type Report, until } from '#test/bench/measure';
import { Stage } from '#test/bench/stage';

const unsealed = fileURLToPath(new URL('unsealed.mjs', import.meta.url));
/** What /proc counts time in, on every Linux that Node 20 runs on. */
const ticksPerSecond = 100;

/** Seconds of processor time the process has used: what others do on the machine is not in it, or hardly. */
const processorSeconds = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
};

type Round = { readonly perSecond: number; readonly processorMs: number };

/** The peers' rig once, after a warm-up. */
const round = async (preload: readonly string[], warmUp: number, count: number): Promise<Round> => {
  const stage = await Stage.open({ preload });
  await closedLoop(stage, 0, warmUp, 32);
  const [startedAt, before] = [performance.now(), processorSeconds(stage.product.pid)];
  const asked = await closedLoop(stage, warmUp, count, 32);
  await until(() => asked.every(({ replies }) => replies.length > 0), 120_000);
  const [tookMs, used] = [performance.now() - startedAt, processorSeconds(stage.product.pid) - before];
  await stage.close();
  return { perSecond: (count * 1_000) / tookMs, processorMs: (used * 1_000) / count };
};

/** What sealing costs: the same product with it and without it, in turns, so that both meet the same machine. */
export const sealingCost = async (report: Report, rounds: number, count: number, bounds: boolean): Promise<void> => {
  const sealed: Round[] = [];
  const open: Round[] = [];
  for (let nth = 0; nth < rounds; nth += 1) {
    sealed.push(await round([], count / 4, count));
    open.push(await round([unsealed], count / 4, count));
  }
  const middle = (all: readonly Round[], figure: keyof Round): number =>
    quantile(
      all.map((each) => each[figure]),
      0.5,
    );
  const n = rounds * count;
  for (const [name, all] of [
    ['sealed', sealed],
    ['unsealed', open],
  ] as const) {
    report.add(`cloud_api_sealing.${name}_replies_per_s`, middle(all, 'perSecond'), 'replies/s', n);
    report.add(`cloud_api_sealing.${name}_processor_ms`, middle(all, 'processorMs'), 'ms/message', n);
  }
  const lost = 100 * (1 - middle(sealed, 'perSecond') / middle(open, 'perSecond'));
  const more = 100 * (middle(sealed, 'processorMs') / middle(open, 'processorMs') - 1);
  report.add('cloud_api_sealing.throughput_cost', lost, '%', n, bounds ? { atMost: 15 } : {});
  report.add('cloud_api_sealing.processor_cost', more, '%', n);
};
