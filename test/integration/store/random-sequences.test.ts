import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StoreWorld } from '../../contract/store/store-world.js';
import { type StoreEngine, storeEngines } from '../../support/stores.js';
import { commands, type Party } from './sequences/commands.js';
import { TenantModel } from './sequences/model.js';
import { seenBy } from './sequences/seen.js';

/** `STORE_SEQUENCES=1000` for the long run; then each run tries other ones, and says which. */
const long = Number(process.env['STORE_SEQUENCES'] ?? 0);
const fixedSeed = 20_261_121;

const names = Object.keys(commands);
// An erased tenant does nothing more: seldom, and not at once.
const often = names.filter((name) => name !== 'erase');
const steps = fc.array(
  fc.record({
    who: fc.nat(2),
    beside: fc.integer({ min: 1, max: 2 }),
    what: fc.oneof(
      { weight: 24, arbitrary: fc.constantFrom(...often) },
      { weight: 1, arbitrary: fc.constant('erase') },
    ),
    pick: fc.nat(99),
  }),
  { minLength: 6, maxLength: 18 },
);
type Chosen = { readonly who: number; readonly beside: number; readonly what: string; readonly pick: number };

const partiesOf = async (world: StoreWorld): Promise<Party[]> => {
  const parties: Party[] = [];
  for (let nth = 0; nth < 3; nth += 1) parties.push({ business: await world.business(), model: new TenantModel() });
  return parties;
};

/** Three tenants that nobody knows yet, beside all that sequences before this one have left there. */
const runOne = async (world: StoreWorld, sequence: readonly Chosen[], run: Set<string>): Promise<void> => {
  const parties = await partiesOf(world);
  for (const { who, beside, what, pick } of sequence) {
    const [at, other] = [parties[who], parties[(who + beside) % 3]];
    if (at === undefined || other === undefined || at.model.isErased) continue;
    run.add(what);
    await commands[what]?.({ world, at, other, pick });
  }
  for (const { business, model } of parties) expect(await seenBy(business)).toEqual(model.expected);
};

type Plan = { readonly runs: number; readonly atOnce: number; readonly perDatabase: number };

/**
 * A server whose every answer takes its time is asked less in the run of every day. In the long one several are under way, each in
 * a database and with a clock of its own, for here and there it is waited by turns; and as that server looks at more the more there
 * is, they go on in an empty one after a while.
 */
const planFor = ({ isShared }: StoreEngine): Plan => {
  const isSlow = isShared === true;
  if (long > 0) return { runs: long, atOnce: isSlow ? 4 : 1, perDatabase: isSlow ? 50 : long };
  return { runs: isSlow ? 15 : 100, atOnce: 1, perDatabase: 100 };
};

/** What of the commands was run. */
const runMany = async (engine: StoreEngine, runs: number, perDatabase: number): Promise<ReadonlySet<string>> => {
  let world = await StoreWorld.open(engine);
  const run = new Set<string>();
  let begun = 0;
  const property = fc.asyncProperty(steps, async (sequence) => {
    if (begun > 0 && begun % perDatabase === 0) {
      await world.close();
      world = await StoreWorld.open(engine);
    }
    begun += 1;
    await runOne(world, sequence, run);
  });
  try {
    await fc.assert(property, { numRuns: runs, ...(long > 0 ? {} : { seed: fixedSeed }) });
  } finally {
    await world.close();
  }
  expect(begun).toBe(runs);
  return run;
};

describe.each(storeEngines)('$name: three tenants, in any order of commands', (engine) => {
  const { runs, atOnce, perDatabase } = planFor(engine);

  describe.runIf(engine.available)('each', { timeout: Math.max(240_000, runs * 6_000) }, () => {
    it('sees exactly what was done in it', async () => {
      const lane = () => runMany(engine, Math.ceil(runs / atOnce), perDatabase);
      const run = await Promise.all(Array.from({ length: atOnce }, lane));
      expect([...new Set(run.flatMap((each) => [...each]))].sort()).toEqual([...names].sort());
    });
  });
});
