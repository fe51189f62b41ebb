import type { TenantDatabase } from '#adapters/store/mongo/tenant-database';
import type { StoredUnderstanding, UnderstandingStore } from '#application/ports/understanding-store';

export class MongoUnderstandingStore implements UnderstandingStore {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  async find(): Promise<StoredUnderstanding | null> {
    const row = await this.#database.read((tx) => tx.get('understandings'));
    return row === undefined
      ? null
      : { key: row.material_key, learnt: row.learnt, trainedAt: new Date(row.trained_at) };
  }

  save({ key, learnt, trainedAt }: StoredUnderstanding): Promise<void> {
    return this.#database.write(async (tx) => {
      const written = { material_key: key, learnt, trained_at: trainedAt.getTime() };
      const row = await tx.get('understandings');
      if (row === undefined) await tx.insert('understandings', written);
      else tx.change('understandings', row, written);
    });
  }
}
