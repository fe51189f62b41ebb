import { platformStatement } from '#adapters/store/sql/statement';
import type { Spend, SpendCaps, SpendClaim } from '#application/ports/ai-store';
import type { TenantId } from '#domain/shared/ids';
import { type PlatformTx, platformLog } from './platform-database.js';

const spendStatement = platformStatement<{ scope: string; day: string }>()((db, arg) =>
  db
    .selectFrom('ai_spend')
    .select(['reserved_micros', 'spent_micros'])
    .where('scope', '=', arg('scope'))
    .where('day', '=', arg('day')),
);

const none: Spend = { reservedMicros: 0, spentMicros: 0 };

const read = async (tx: PlatformTx, scope: string, day: string): Promise<Spend> => {
  const row = await tx.first(spendStatement, { scope, day });
  return row === undefined
    ? none
    : { reservedMicros: Number(row.reserved_micros), spentMicros: Number(row.spent_micros) };
};

export const spendOf = (tx: PlatformTx, tenantId: TenantId | null, day: string): Promise<Spend> =>
  read(tx, tenantId ?? platformLog, day);

type Change = { readonly reserved: number; readonly spent: number };

/** Relative, so that it is right whatever was written since. */
const add = async (tx: PlatformTx, tenantId: TenantId | null, day: string, { reserved, spent }: Change) => {
  await tx.db
    .insertInto('ai_spend')
    .values({
      scope: tenantId ?? platformLog,
      day,
      tenant_id: tenantId,
      reserved_micros: reserved,
      spent_micros: spent,
    })
    .onConflict((conflict) =>
      conflict.columns(['scope', 'day']).doUpdateSet((row) => ({
        reserved_micros: row('ai_spend.reserved_micros', '+', reserved),
        spent_micros: row('ai_spend.spent_micros', '+', spent),
      })),
    )
    .execute();
};

const ownersOf = ({ tenantId }: SpendClaim): readonly (TenantId | null)[] =>
  tenantId === null ? [null] : [tenantId, null];

/** One statement compares and sets, so of many at once none takes money that another has taken. */
const take = async (tx: PlatformTx, owner: TenantId | null, { day, micros }: SpendClaim, cap: number) => {
  await add(tx, owner, day, { reserved: 0, spent: 0 });
  const { numUpdatedRows } = await tx.db
    .updateTable('ai_spend')
    .set((row) => ({ reserved_micros: row('reserved_micros', '+', micros) }))
    .where('scope', '=', owner ?? platformLog)
    .where('day', '=', day)
    .where((row) => row(row('reserved_micros', '+', row.ref('spent_micros')), '<=', cap - micros))
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
};

export const reserve = async (
  tx: PlatformTx,
  claim: SpendClaim,
  caps: SpendCaps,
): Promise<'reserved' | 'tenant_cap' | 'platform_cap'> => {
  const { tenantId, day, micros } = claim;
  if (tenantId !== null && !(await take(tx, tenantId, claim, caps.tenantMicros))) return 'tenant_cap';
  if (await take(tx, null, claim, caps.platformMicros)) return 'reserved';
  if (tenantId !== null) await add(tx, tenantId, day, { reserved: -micros, spent: 0 });
  return 'platform_cap';
};

export const settle = async (tx: PlatformTx, claim: SpendClaim, spentMicros: number): Promise<void> => {
  for (const owner of ownersOf(claim)) await add(tx, owner, claim.day, { reserved: -claim.micros, spent: spentMicros });
};
