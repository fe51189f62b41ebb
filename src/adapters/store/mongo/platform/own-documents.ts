import type { Filter } from '#adapters/store/mongo/filter';
import type { Models, RowModel } from '#adapters/store/mongo/models';
import { asUnavailable, isDuplicateKey } from '#adapters/store/mongo/mongo-errors';
import type { PlatformCollection, PlatformRows } from '#adapters/store/mongo/rows';
import { StaleWrite } from '#domain/shared/stale-write';

type Values = Readonly<Record<string, unknown>>;

const guarded = async <T>(command: Promise<T>): Promise<T> => {
  try {
    return await command;
  } catch (error) {
    throw asUnavailable(error);
  }
};

/** The platform's own documents: each change is one command on one of them, and so whole. */
export class OwnDocuments {
  readonly #models: Models;
  constructor(models: Models) {
    this.#models = models;
  }

  /** @returns `false`: there is one with this name. Any other taken key throws as the server says it. */
  async insert<Name extends PlatformCollection>(name: Name, _id: string, row: PlatformRows[Name]): Promise<boolean> {
    const model = this.#models.platform(name);
    try {
      const document = { ...(row as Values), _id, rev: 1 };
      await model.bulkWrite([{ insertOne: { document } }] as never, { strict: 'throw', throwOnValidationError: true });
      return true;
    } catch (error) {
      if (!isDuplicateKey(error) || !(await isThere(model, _id))) throw asUnavailable(error);
      return false;
    }
  }

  /** Of those that match, one. @returns whether one did. */
  async change<Name extends PlatformCollection>(
    name: Name,
    filter: Filter<PlatformRows[Name] & { readonly _id: string }>,
    changes: Partial<PlatformRows[Name]>,
  ): Promise<boolean> {
    const { matchedCount } = await guarded(
      this.#models
        .platform(name)
        .updateOne({ ...filter } as Values, { $set: changes as Values })
        .exec(),
    );
    return matchedCount === 1;
  }

  async changeAll<Name extends PlatformCollection>(
    name: Name,
    filter: Filter<PlatformRows[Name]>,
    changes: Partial<PlatformRows[Name]>,
  ): Promise<void> {
    await guarded(
      this.#models
        .platform(name)
        .updateMany({ ...filter } as Values, { $set: changes as Values })
        .exec(),
    );
  }

  /** Adds to numbers of one that matches. @returns whether one did. */
  async add<Name extends PlatformCollection>(
    name: Name,
    filter: Filter<PlatformRows[Name] & { readonly _id: string }>,
    amounts: Partial<Record<keyof PlatformRows[Name], number>>,
    changes: Partial<PlatformRows[Name]> = {},
  ): Promise<boolean> {
    const update = { $inc: amounts, ...(Object.keys(changes).length > 0 && { $set: changes }) };
    const { matchedCount } = await guarded(
      this.#models
        .platform(name)
        .updateOne({ ...filter } as Values, update as Values)
        .exec(),
    );
    return matchedCount === 1;
  }

  async drop<Name extends PlatformCollection>(name: Name, filter: Filter<PlatformRows[Name]>): Promise<void> {
    await guarded(
      this.#models
        .platform(name)
        .deleteMany({ ...filter } as Values)
        .exec(),
    );
  }

  /** Version 0 inserts, any other compares and sets. @throws {StaleWrite} */
  async saveVersioned<Name extends 'users' | 'sessions'>(
    name: Name,
    row: Omit<PlatformRows[Name], 'version'> & { readonly id: string },
    version: number,
  ): Promise<void> {
    const next = { ...row, version: version + 1 } as unknown as PlatformRows[Name];
    const isSaved =
      version === 0
        ? await this.insert(name, row.id, next)
        : await this.change(name, { _id: row.id, version } as never, next);
    if (!isSaved) throw new StaleWrite('it was saved by somebody else meanwhile', { version });
  }
}

const isThere = async (model: RowModel, _id: string): Promise<boolean> =>
  (await model.findOne({ _id }, { _id: 1 }).lean()) !== null;
