import { afterAll, beforeAll, expect, it } from 'vitest';
import { PageAudit } from '#application/compliance/page-audit';
import { VerifyAudit } from '#application/compliance/verify-audit';
import type { Store } from '#application/ports/store';
import type { AuditEntry } from '#domain/compliance/audit-entry';
import type { TenantId } from '#domain/shared/ids';
import { openWorld, overlay, type UserPrincipal, type World } from '../world.js';

let world: World;
let by: UserPrincipal & { tenantId: TenantId };
const entryCount = 1_203;
// Nothing here changes the log, so one serves all.
beforeAll(async () => {
  world = await openWorld();
  by = await world.admin();
  const { audit } = world.store.tenant(by.tenantId);
  for (let n = 2; n < entryCount; n += 1)
    await audit.append({
      actor: by.actor,
      action: n % 2 ? 'test.odd' : 'test.even',
      target: `t${n % 3}`,
      facts: { n },
      at: world.clock.now(),
    });
});
afterAll(() => world.close());

/** The store with its log as somebody with access to the disk left it. */
const tampered = (change: (entries: AuditEntry[]) => AuditEntry[]): Store => {
  const scoped = world.store.tenant(by.tenantId);
  const since = async (seq: number, limit: number) => {
    const all: AuditEntry[] = [];
    for (let from = 1; ; from = (all.at(-1)?.seq ?? 0) + 1) {
      const page = await scoped.audit.since(from, 500);
      if (page.length === 0) break;
      all.push(...page);
    }
    return change(all)
      .filter((entry) => entry.seq >= seq)
      .slice(0, limit);
  };
  return overlay(world.store, { tenant: () => overlay(scoped, { audit: overlay(scoped.audit, { since }) }) });
};
const verify = (store: Store = world.store) => new VerifyAudit({ ...world, store }).execute({ by, scope: 'tenant' });

it('a log that was left alone holds, page after page', async () => {
  const last = (await new PageAudit(world).execute({ by, scope: 'tenant', limit: 1 })).items[0];
  expect(await verify()).toEqual({ holds: true, entries: entryCount, brokenAt: null, lastHash: last?.hash });
  expect(last?.seq).toBe(entryCount);
});

it.each([
  [
    'changed in the first page',
    7,
    (all: AuditEntry[]) => all.map((each) => (each.seq === 7 ? { ...each, facts: { n: 0 } } : each)),
  ],
  [
    'changed in the third page',
    1_100,
    (all: AuditEntry[]) => all.map((each) => (each.seq === 1_100 ? { ...each, actor: 'human:nobody' } : each)),
  ],
  ['removed within a page', 20, (all: AuditEntry[]) => all.filter((each) => each.seq !== 20)],
  ['removed at the seam of two pages', 501, (all: AuditEntry[]) => all.filter((each) => each.seq !== 501)],
  ['removed at the beginning', 1, (all: AuditEntry[]) => all.slice(1)],
])('an entry %s is found', async (_what, brokenAt, change) => {
  expect(await verify(tampered(change))).toMatchObject({ holds: false, brokenAt, entries: brokenAt - 1 });
});

it('entries cut off at the end show only in the count and the last hash', async () => {
  const whole = await verify();
  const cut = await verify(tampered((all) => all.slice(0, -1)));
  expect(cut).toMatchObject({ holds: true, entries: entryCount - 1 });
  expect(cut.lastHash).not.toBe(whole.lastHash);
});

it('the platform has a log of its own, for the super admin', async () => {
  const root = await world.superAdmin();
  expect(await new VerifyAudit(world).execute({ by: root, scope: 'platform' })).toMatchObject({ holds: true });
  const { items } = await new PageAudit(world).execute({ by: root, scope: 'platform' });
  expect(items.some((each) => each.action.startsWith('test.'))).toBe(false);
});

it('is paged newest first and filtered by what was done, to what, by whom', async () => {
  const page = (about: object) => new PageAudit(world).execute({ by, scope: 'tenant', limit: 100, ...about });
  const first = await page({});
  expect(first.items.map((each) => each.seq)).toEqual(Array.from({ length: 100 }, (_, n) => entryCount - n));
  expect((await page({ after: first.next })).items[0]?.seq).toBe(entryCount - 100);
  expect(new Set((await page({ action: 'test.odd' })).items.map((each) => each.action))).toEqual(new Set(['test.odd']));
  expect(new Set((await page({ target: 't1' })).items.map((each) => each.target))).toEqual(new Set(['t1']));
  expect((await page({ actor: 'human:nobody' })).items).toEqual([]);
});
