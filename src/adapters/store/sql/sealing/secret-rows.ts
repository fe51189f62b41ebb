import type { SecretRows, WrappedSecret } from '#adapters/store/sealing/key-ring';
import { type PlatformDatabase, type PlatformTx, platformLog } from '#adapters/store/sql/platform/platform-database';
import { platformStatement } from '#adapters/store/sql/statement';

const secretsOf = platformStatement<{ tenantId: string }>()((db, arg) =>
  db
    .selectFrom('tenant_keys')
    .select(['version', 'master', 'wrapped'])
    .where('tenant_id', '=', arg('tenantId'))
    .orderBy('version'),
);

const livingTenant = platformStatement<{ tenantId: string }>()((db, arg) =>
  db.selectFrom('tenants').select('id').where('id', '=', arg('tenantId')).where('status', '<>', 'destroyed'),
);

const insert = async (tx: PlatformTx, tenantId: string, { version, master, wrapped }: WrappedSecret): Promise<void> => {
  await tx.db
    .insertInto('tenant_keys')
    .values({ tenant_id: tenantId, version, master, wrapped, created_at: tx.nowMs })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'version']).doNothing())
    .execute();
  // Stays when the keys are taken out of a copy, and tells that there were some.
  await tx.db
    .insertInto('sealing_places')
    .values({ tenant_id: tenantId, table_name: '', after: '[]', tenant_version: version, is_done: 1 })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'table_name']).doNothing())
    .execute();
};

/** A destroyed tenant never gets a key again; the platform has one, for mails that are no tenant's. */
const mayHaveKey = async (tx: PlatformTx, tenantId: string): Promise<boolean> =>
  tenantId === platformLog || (await tx.first(livingTenant, { tenantId })) !== undefined;

export class SqlSecretRows implements SecretRows {
  readonly #database: PlatformDatabase;
  constructor(database: PlatformDatabase) {
    this.#database = database;
  }

  of(tenantId: string): Promise<readonly WrappedSecret[]> {
    return this.#database.read((tx) => tx.rows(secretsOf, { tenantId }));
  }

  add(tenantId: string, secret: WrappedSecret): Promise<boolean> {
    return this.#database.write(async (tx) => {
      if (!(await mayHaveKey(tx, tenantId))) return false;
      await insert(tx, tenantId, secret);
      return true;
    });
  }

  async replace(tenantId: string, before: string, { version, master, wrapped }: WrappedSecret): Promise<void> {
    await this.#database.write((tx) =>
      tx.db
        .updateTable('tenant_keys')
        .set({ master, wrapped })
        .where('tenant_id', '=', tenantId)
        .where('version', '=', version)
        .where('master', '=', before)
        .execute(),
    );
  }
}
