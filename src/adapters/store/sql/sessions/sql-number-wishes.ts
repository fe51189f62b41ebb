import { encodeJson } from '#adapters/store/sql/json-codec';
import type { ChannelWishRow } from '#adapters/store/sql/session-rows';
import { tenantStatement } from '#adapters/store/sql/statement';
import { channelById } from '#adapters/store/sql/tenant/sql-channel-store';
import type { TenantDatabase } from '#adapters/store/sql/tenant-database';
import { NotFound } from '#application/not-found';
import type { NumberWishes, WishState } from '#application/ports/number-wishes';
import type { ChannelId } from '#domain/shared/ids';

const wishOf = tenantStatement<{ channelId: string }>()((db, arg, tenant) =>
  db
    .selectFrom('channel_wishes')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('channel_id', '=', arg('channelId')),
);

const writeWish = tenantStatement<{ channelId: string; number: number; what: string; openSince: number }>()(
  (db, arg, tenant) => {
    const wish = { number: arg('number'), what: arg('what'), open_since: arg('openSince'), ended: null };
    return db
      .insertInto('channel_wishes')
      .values({ tenant_id: tenant, channel_id: arg('channelId'), ...wish })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'channel_id']).doUpdateSet(wish));
  },
);

const beginWish = tenantStatement<{ channelId: string; number: number }>()((db, arg, tenant) =>
  db
    .updateTable('channel_wishes')
    .set({ open_since: null })
    .where('tenant_id', '=', tenant)
    .where('channel_id', '=', arg('channelId'))
    .where('number', '=', arg('number'))
    .where('open_since', 'is not', null),
);

const endWish = tenantStatement<{ channelId: string; number: number; ended: string }>()((db, arg, tenant) =>
  db
    .updateTable('channel_wishes')
    .set({ ended: arg('ended') })
    .where('tenant_id', '=', tenant)
    .where('channel_id', '=', arg('channelId'))
    .where('number', '=', arg('number'))
    .where('open_since', 'is', null),
);

export const stateOf = ({ open_since: since, ended }: ChannelWishRow): WishState => {
  if (since !== null) return { kind: 'open' };
  if (ended === null) return { kind: 'begun' };
  return ended === '' ? { kind: 'done' } : { kind: 'refused', code: ended };
};

export class SqlNumberWishes implements NumberWishes {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  add(channelId: ChannelId, what: unknown): Promise<number> {
    return this.#database.write(async (tx) => {
      if ((await tx.first(channelById, { id: channelId })) === undefined) throw new NotFound('channel');
      const number = ((await tx.first(wishOf, { channelId }))?.number ?? 0) + 1;
      await tx.run(writeWish, { channelId, number, what: encodeJson(what), openSince: tx.nowMs });
      return number;
    });
  }

  async state(channelId: ChannelId, number: number): Promise<WishState | null> {
    const row = await this.#database.read((tx) => tx.first(wishOf, { channelId }));
    return row?.number === number ? stateOf(row) : null;
  }

  begin(channelId: ChannelId, number: number): Promise<boolean> {
    return this.#database.write(async (tx) => (await tx.run(beginWish, { channelId, number })) === 1);
  }

  end(channelId: ChannelId, number: number, refusedWith: string | null): Promise<void> {
    return this.#database.write(async (tx) => {
      await tx.run(endWish, { channelId, number, ended: refusedWith ?? '' });
    });
  }
}
