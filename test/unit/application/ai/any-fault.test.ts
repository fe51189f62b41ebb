import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ModelFailed, modelFaults } from '#application/ports/language-model';
import { parseProposal } from '#domain/assistant/parse-proposal';
import { fashionShop } from '#test/fixtures/assistant/fashion-shop';
import { answer, ChainRig } from './chain-rig.js';

const names = ['one', 'two', 'three', 'four', 'five'];
const never = () => new Promise<never>(() => undefined);

/** Whatever a vendor may do to a call. */
const behaviour = fc.oneof(
  fc.constant({ does: 'never' as const }),
  fc.record({
    does: fc.constant('fails' as const),
    fault: fc.constantFrom(...modelFaults),
    retryAfterMs: fc.option(fc.integer({ min: 0, max: 60_000 })),
    afterMs: fc.integer({ min: 0, max: 20_000 }),
  }),
  fc.record({ does: fc.constant('says' as const), what: fc.anything(), afterMs: fc.integer({ min: 0, max: 50_000 }) }),
);
type Behaviour = typeof behaviour extends fc.Arbitrary<infer T> ? T : never;

const script = (rig: ChainRig, name: string, about: Behaviour): void => {
  if (about.does === 'never') return void rig.models.set(name, never);
  const wait = () => new Promise<void>((resolve) => void rig.clock.after(about.afterMs, resolve));
  rig.models.set(name, async () => {
    await wait();
    if (about.does === 'fails') throw new ModelFailed(about.fault, { retryAfterMs: about.retryAfterMs });
    return answer(about.what);
  });
};

it('every turn ends in time with something legal, and every reservation is settled, whatever five vendors do (F10–F12)', async () => {
  let turns = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(behaviour, { minLength: 1, maxLength: 5 }), async (behaviours) => {
      const rig = new ChainRig(...names.slice(0, behaviours.length));
      for (const [at, about] of behaviours.entries()) script(rig, names[at] ?? '', about);
      const { value, ms } = await rig.inTime(rig.propose());
      expect(ms).toBeLessThanOrEqual(rig.limits.totalMs + 50);
      expect(parseProposal(value.proposal, fashionShop.catalogue)).not.toBeNull();
      expect(rig.settled).toHaveLength(rig.claims.length);
      const reserved = rig.claims.reduce((sum, { micros }) => sum + micros, 0);
      expect(rig.settled.reduce((sum, micros) => sum + micros, 0)).toBeLessThanOrEqual(reserved);
      turns += 1;
    }),
    { numRuns: 1_000, seed: 20_261_121 },
  );
  expect(turns).toBe(1_000);
}, 120_000);
