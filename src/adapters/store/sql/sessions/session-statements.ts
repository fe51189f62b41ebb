import type { ChannelCredentialRow, ChannelLeaseRow } from '#adapters/store/sql/session-rows';
import { tenantStatement } from '#adapters/store/sql/statement';

export const sessionByChannel = tenantStatement<{ channelId: string }>()((db, arg, tenant) =>
  db
    .selectFrom('channel_sessions')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('channel_id', '=', arg('channelId')),
);

export const everySession = tenantStatement()((db, _, tenant) =>
  db.selectFrom('channel_sessions').selectAll().where('tenant_id', '=', tenant).orderBy('channel_id'),
);

export const writeLedger = tenantStatement<{ channelId: string; ledger: string | null }>()((db, arg, tenant) =>
  db
    .updateTable('channel_sessions')
    .set({ ledger: arg('ledger') })
    .where('tenant_id', '=', tenant)
    .where('channel_id', '=', arg('channelId')),
);

export const leaseOf = tenantStatement<{ channelId: string }>()((db, arg, tenant) =>
  db
    .selectFrom('channel_leases')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('channel_id', '=', arg('channelId')),
);

type Lease = Omit<ChannelLeaseRow, 'tenant_id' | 'shown'>;

export const writeLease = tenantStatement<Lease>()((db, arg, tenant) =>
  db
    .insertInto('channel_leases')
    .values({
      tenant_id: tenant,
      channel_id: arg('channel_id'),
      owner: arg('owner'),
      fence: arg('fence'),
      until: arg('until'),
      shown: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'channel_id'])
        .doUpdateSet({ owner: arg('owner'), fence: arg('fence'), until: arg('until'), shown: null }),
    ),
);

export const renewLease = tenantStatement<Pick<Lease, 'channel_id' | 'fence' | 'until'>>()((db, arg, tenant) =>
  db
    .updateTable('channel_leases')
    .set({ until: arg('until') })
    .where('tenant_id', '=', tenant)
    .where('channel_id', '=', arg('channel_id'))
    .where('fence', '=', arg('fence'))
    .where('owner', 'is not', null),
);

export const freeLease = tenantStatement<Pick<Lease, 'channel_id' | 'fence'>>()((db, arg, tenant) =>
  db
    .updateTable('channel_leases')
    .set({ owner: null, until: 0, shown: null })
    .where('tenant_id', '=', tenant)
    .where('channel_id', '=', arg('channel_id'))
    .where('fence', '=', arg('fence')),
);

export const writeShown = tenantStatement<Pick<ChannelLeaseRow, 'channel_id' | 'fence' | 'shown'>>()(
  (db, arg, tenant) =>
    db
      .updateTable('channel_leases')
      .set({ shown: arg('shown') })
      .where('tenant_id', '=', tenant)
      .where('channel_id', '=', arg('channel_id'))
      .where('fence', '=', arg('fence'))
      .where('owner', 'is not', null),
);

type Part = { readonly channelId: string; readonly type: string; readonly id: string };

export const credentialById = tenantStatement<Part>()((db, arg, tenant) =>
  db
    .selectFrom('channel_credentials')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('channel_id', '=', arg('channelId'))
    .where('type', '=', arg('type'))
    .where('id', '=', arg('id')),
);

export const credentialsOfType = tenantStatement<Omit<Part, 'id'>>()((db, arg, tenant) =>
  db
    .selectFrom('channel_credentials')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('channel_id', '=', arg('channelId'))
    .where('type', '=', arg('type'))
    .orderBy('id'),
);

export const writeCredential = tenantStatement<Omit<ChannelCredentialRow, 'tenant_id'>>()((db, arg, tenant) =>
  db
    .insertInto('channel_credentials')
    .values({
      tenant_id: tenant,
      channel_id: arg('channel_id'),
      type: arg('type'),
      id: arg('id'),
      value: arg('value'),
    })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'channel_id', 'type', 'id']).doUpdateSet({ value: arg('value') }),
    ),
);

export const dropCredential = tenantStatement<Part>()((db, arg, tenant) =>
  db
    .deleteFrom('channel_credentials')
    .where('tenant_id', '=', tenant)
    .where('channel_id', '=', arg('channelId'))
    .where('type', '=', arg('type'))
    .where('id', '=', arg('id')),
);

export const dropCredentials = tenantStatement<{ channelId: string }>()((db, arg, tenant) =>
  db.deleteFrom('channel_credentials').where('tenant_id', '=', tenant).where('channel_id', '=', arg('channelId')),
);
