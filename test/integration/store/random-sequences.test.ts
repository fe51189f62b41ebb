import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StoreWorld } from '../../contract/store/store-world.js';
import { storeEngines } from '../../support/stores.js';
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

const partiesOf = async (world: StoreWorld): Promise<Party[]> => {
  const parties: Party[] = [];
  for (let nth = 0; nth < 3; nth += 1) parties.push({ business: await world.business(), model: new TenantModel() });
  return parties;
};

describe.each(storeEngines)('$name: three tenants, in any order of commands', (engine) => {
  // A server whose every answer takes its time is asked less in the run of every day.
  const numRuns = long > 0 ? long : engine.isShared === true ? 15 : 100;
  let world: StoreWorld;

  describe.runIf(engine.available)('each', { timeout: Math.max(240_000, numRuns * 6_000) }, () => {
    beforeAll(async () => {
      world = await StoreWorld.open(engine);
    }, 120_000);
    afterAll(() => world.close(), 120_000);

    it('sees exactly what was done in it', async () => {
      const run: Record<string, number> = {};
      const property = fc.asyncProperty(steps, async (sequence) => {
        const parties = await partiesOf(world);
        for (const { who, beside, what, pick } of sequence) {
          const [at, other] = [parties[who], parties[(who + beside) % 3]];
          if (at === undefined || other === undefined || at.model.isErased) continue;
          run[what] = (run[what] ?? 0) + 1;
          await commands[what]?.({ world, at, other, pick });
        }
        for (const { business, model } of parties) expect(await seenBy(business)).toEqual(model.expected);
      });
      await fc.assert(property, { numRuns, ...(long > 0 ? {} : { seed: fixedSeed }) });
      expect(Object.keys(run).sort()).toEqual([...names].sort());
    });
  });
});
