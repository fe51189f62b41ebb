import { parseArgs } from 'node:util';
import {
  aloneFaults,
  sharedFaults,
  shortAloneFaults,
  shortSharedFaults,
  smallAloneFaults,
  smallSharedFaults,
} from '#test/chaos/all-faults';
import { keepEvidence } from '#test/chaos/evidence/keep-evidence';
import { writeTable } from '#test/chaos/evidence/write-table';
import type { Fault, FaultResult } from '#test/chaos/fault';
import { seededRandom } from '#test/chaos/seeded-random';
import { allTopologies } from '#test/chaos/topology/all-topologies';
import { isShared, type Topology } from '#test/chaos/topology/topology';

/**
 * Faults against the built product, killed for real. One JSON line per fault, then one with the totals. Ends with 1 when a
 * guarantee broke. `--topology redis-postgres` for two processes of each role, `--short` for CI (a round of both), `--small` for
 * small numbers on a machine that others work on as well, `--only F8` for one fault, `--seed 7` to repeat a run, `--evidence` to
 * keep the verdicts in docs/evidence, `--table` to do nothing but put what is kept there into docs/operations.md.
 */
const { values } = parseArgs({
  options: {
    topology: { type: 'string', default: '' },
    short: { type: 'boolean', default: false },
    small: { type: 'boolean', default: false },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    only: { type: 'string', default: '' },
    evidence: { type: 'boolean', default: false },
    table: { type: 'boolean', default: false },
  },
});

// What was started is ended on the way out.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(1));

const say = (line: object): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

const faultsOn = (topology: Topology): readonly Fault[] => {
  const short = isShared(topology) ? shortSharedFaults : shortAloneFaults;
  const small = isShared(topology) ? smallSharedFaults : smallAloneFaults;
  const long = isShared(topology) ? sharedFaults : aloneFaults;
  const unhurried = values.small ? small : long;
  const all = values.short ? short : unhurried;
  return all.filter(({ name, on }) => name.includes(values.only) && on?.includes(topology.name) !== false);
};

/** In the words of the one who reads the verdict. */
const verdictOf = (topology: Topology, fault: Fault, seconds: number, result: FaultResult) => {
  const { doubled: double, resumeMsMax: recoveredMs, problems, facts, kills, acked, lost, outOfOrder } = result;
  const { wrongCustomer, staleWrites } = result;
  const counted = { lost, double, outOfOrder, wrongCustomer, staleWrites, recoveredMs };
  const ok = problems.length === 0;
  const head = { topology: topology.name, fault: fault.name, ok, seed: Number(values.seed), seconds };
  return { ...head, kills, acked, ...counted, problems, facts };
};

const runOne = async (topology: Topology, fault: Fault): Promise<FaultResult | null> => {
  const startedAt = Date.now();
  const result = await fault.run(seededRandom(Number(values.seed)), topology);
  if (result.notRun !== undefined) {
    say({ topology: topology.name, fault: fault.name, ok: null, 'not run': result.notRun });
    return null;
  }
  const verdict = verdictOf(topology, fault, Math.round((Date.now() - startedAt) / 1_000), result);
  say(verdict);
  if (values.evidence) keepEvidence(topology.name, verdict, process.argv.slice(2));
  return result;
};

const runOn = async (topology: Topology): Promise<readonly FaultResult[]> => {
  const missing = topology.missing();
  if (missing !== null) {
    say({ topology: topology.name, ok: null, 'not run': missing });
    return [];
  }
  const results: FaultResult[] = [];
  try {
    for (const fault of faultsOn(topology)) {
      const result = await runOne(topology, fault);
      if (result !== null) results.push(result);
    }
  } finally {
    await topology.close();
  }
  return results;
};

/** The one that was named; without a name the embedded one, and in a short round one of several processes as well. */
const wanted = (): readonly Topology[] => {
  if (values.topology === '') return allTopologies.slice(0, values.short ? 2 : 1);
  const named = allTopologies.filter(({ name }) => name === values.topology);
  if (named.length === 0) throw new Error(`--topology is one of ${allTopologies.map(({ name }) => name).join(', ')}`);
  return named;
};

if (values.table) {
  writeTable();
  process.exit(0);
}
const results: FaultResult[] = [];
for (const topology of wanted()) results.push(...(await runOn(topology)));
const total = (field: 'kills' | 'acked' | 'lost' | 'doubled' | 'outOfOrder' | 'wrongCustomer' | 'staleWrites') =>
  results.reduce((sum, result) => sum + result[field], 0);
say({
  faults: results.length,
  kills: total('kills'),
  acked: total('acked'),
  lost: total('lost'),
  double: total('doubled'),
  outOfOrder: total('outOfOrder'),
  wrongCustomer: total('wrongCustomer'),
  staleWrites: total('staleWrites'),
  recoveredMs: Math.max(0, ...results.map(({ resumeMsMax }) => resumeMsMax)),
});
process.exit(results.every(({ problems }) => problems.length === 0) ? 0 : 1);
