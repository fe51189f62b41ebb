import { platformScope, type TenantDatabase } from '#adapters/store/mongo/tenant-database';
import type { TenantTx } from '#adapters/store/mongo/tenant-tx';
import type { SecretRows, WrappedSecret } from '#adapters/store/sealing/key-ring';
import { TenantId } from '#domain/shared/ids';

/** A destroyed tenant never gets a key again; the platform has one, for mails that are no tenant's. */
const mayHaveKey = async (tx: TenantTx): Promise<boolean> => {
  if (tx.tenantId === platformScope) return true;
  const tenant = await tx.get('tenants', tx.tenantId);
  return tenant !== undefined && tenant.status !== 'destroyed';
};

export class MongoSecretRows implements SecretRows {
  readonly #of: (tenantId: TenantId) => TenantDatabase;

  /** @param of without sealing: what seals cannot be asked for its own keys. */
  constructor(of: (tenantId: TenantId) => TenantDatabase) {
    this.#of = of;
  }

  of(tenantId: string): Promise<readonly WrappedSecret[]> {
    return this.#of(TenantId(tenantId)).read((tx) => tx.rows('tenant_keys', { sort: { version: 1 } }));
  }

  add(tenantId: string, { version, master, wrapped }: WrappedSecret): Promise<boolean> {
    return this.#of(TenantId(tenantId)).write(async (tx) => {
      if (!(await mayHaveKey(tx))) return false;
      await tx.insert('tenant_keys', { version, master, wrapped, created_at: tx.nowMs });
      // Stays when the keys are taken out of a copy, and tells that there were some.
      const place = { table_name: '', after: '[]', tenant_version: version, is_done: 1 };
      await tx.insert('sealing_places', place);
      return true;
    });
  }

  async replace(tenantId: string, before: string, { version, master, wrapped }: WrappedSecret): Promise<void> {
    await this.#of(TenantId(tenantId)).write(async (tx) => {
      const row = await tx.get('tenant_keys', version);
      if (row?.master === before) tx.change('tenant_keys', row, { master, wrapped });
    });
  }
}
