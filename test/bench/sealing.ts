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

type Slice = { readonly msEach: number; readonly processorMsEach: number };

/** A product that is asked a slice of questions at a time. */
class Course {
  readonly slices: Slice[] = [];
  readonly #stage: Stage;
  #asked = 0;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** The peers' rig, once for so many messages, until the last of them is answered. */
  async run(count: number): Promise<Slice> {
    const { product, questions } = this.#stage;
    const [startedAt, before] = [performance.now(), processorSeconds(product.pid)];
    const asked = await closedLoop(this.#stage, this.#asked, count, 32);
    await until(() => asked.every(({ replies }) => replies.length > 0), 120_000);
    const [tookMs, used] = [performance.now() - startedAt, processorSeconds(product.pid) - before];
    this.#asked += count;
    for (const { customer } of asked) questions.delete(customer);
    return { msEach: tookMs / count, processorMsEach: (used * 1_000) / count };
  }
}

const middle = (values: readonly number[]): number => quantile(values, 0.5);

type Plan = {
  /** Processes of each kind: which of two is the luckier one with its memory differs from start to start. */
  readonly pairs: number;
  readonly slices: number;
  readonly count: number;
  readonly bounds: boolean;
};

/**
 * Two products side by side, one working while the other rests. They take turns every second or two, since a machine of which
 * others have a part is a fifth faster in one minute than in the next.
 */
const sideBySide = async ({ slices, count }: Plan): Promise<readonly [Course, Course]> => {
  const stages = [await Stage.open(), await Stage.open({ preload: [unsealed] })] as const;
  const [sealed, open] = [new Course(stages[0]), new Course(stages[1])];
  for (const course of [sealed, open]) await course.run(4 * count);
  for (let nth = 0; nth < slices; nth += 1)
    for (const course of nth % 2 === 0 ? [sealed, open] : [open, sealed]) course.slices.push(await course.run(count));
  for (const stage of stages) await stage.close();
  return [sealed, open];
};

/** What sealing costs: the same product with it and without it, each slice compared with the one beside it. */
export const sealingCost = async (report: Report, plan: Plan): Promise<void> => {
  const courses: (readonly [Course, Course])[] = [];
  for (let nth = 0; nth < plan.pairs; nth += 1) courses.push(await sideBySide(plan));
  const n = plan.pairs * plan.slices * plan.count;
  for (const [at, name] of [
    [0, 'sealed'],
    [1, 'unsealed'],
  ] as const) {
    const all = courses.flatMap((pair) => pair[at].slices);
    const each = (of: keyof Slice): number => middle(all.map((slice) => slice[of]));
    report.add(`cloud_api_sealing.${name}_replies_per_s`, 1_000 / each('msEach'), 'replies/s', n);
    report.add(`cloud_api_sealing.${name}_processor_ms`, each('processorMsEach'), 'ms/message', n);
  }
  const ratio = (of: keyof Slice): number =>
    middle(
      courses.flatMap(([sealed, open]) =>
        sealed.slices.map((slice, nth) => slice[of] / (open.slices[nth] as Slice)[of]),
      ),
    );
  const lost = 100 * (1 - 1 / ratio('msEach'));
  report.add('cloud_api_sealing.throughput_cost', lost, '%', n, plan.bounds ? { atMost: 15 } : {});
  report.add('cloud_api_sealing.processor_cost', 100 * (ratio('processorMsEach') - 1), '%', n);
};
