import type { TenantDatabase } from '#adapters/store/mongo/tenant-database';
import { encodeJson } from '#adapters/store/sql/json-codec';
import { stateOf } from '#adapters/store/sql/sessions/sql-number-wishes';
import { NotFound } from '#application/not-found';
import type { NumberWishes, WishState } from '#application/ports/number-wishes';
import type { ChannelId } from '#domain/shared/ids';

export class MongoNumberWishes implements NumberWishes {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  add(channelId: ChannelId, what: unknown): Promise<number> {
    return this.#database.write(async (tx) => {
      if ((await tx.get('channels', channelId)) === undefined) throw new NotFound('channel');
      const older = await tx.get('channel_wishes', channelId);
      const number = (older?.number ?? 0) + 1;
      const wish = { channel_id: channelId, number, what: encodeJson(what), open_since: tx.nowMs, ended: null };
      if (older === undefined) tx.add('channel_wishes', wish);
      else tx.change('channel_wishes', older, wish);
      return number;
    });
  }

  async state(channelId: ChannelId, number: number): Promise<WishState | null> {
    const row = await this.#database.read((tx) => tx.get('channel_wishes', channelId));
    return row?.number === number ? stateOf(row) : null;
  }

  /** A tenant's writes happen one after another: of two who try only one finds it open. */
  begin(channelId: ChannelId, number: number): Promise<boolean> {
    return this.#database.write(async (tx) => {
      const row = await tx.get('channel_wishes', channelId);
      if (row?.number !== number || row.open_since === null) return false;
      tx.change('channel_wishes', row, { open_since: null });
      return true;
    });
  }

  end(channelId: ChannelId, number: number, refusedWith: string | null): Promise<void> {
    return this.#database.write(async (tx) => {
      const row = await tx.get('channel_wishes', channelId);
      if (row?.number !== number || row.open_since !== null) return;
      tx.change('channel_wishes', row, { ended: refusedWith ?? '' });
    });
  }
}
