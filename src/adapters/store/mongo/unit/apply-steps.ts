import type { Models, RowModel } from '#adapters/store/mongo/models';
import { isDuplicateKey } from '#adapters/store/mongo/mongo-errors';
import type { PlatformCollection, TenantCollection } from '#adapters/store/mongo/rows';
import { DomainError } from '#domain/shared/domain-error';
import type { Step } from './change-set.js';

/** A journal that cannot be carried out: two documents claim one unique key. Rules before it forbid that; somebody must look. */
export class JournalBlocked extends DomainError {
  readonly code = 'store.journal_blocked';
  readonly kind = 'fatal';
}

type Written = Extract<Step, { readonly k: string }>;
const isWritten = (step: Step): step is Written => 'k' in step;

/** Each finds its document as the unit found it, so that a second time, or one that comes late, changes nothing. */
const writeOf = ({ k, t, from, row }: Written) => {
  const filter = { _id: k, tenant_id: t, rev: from };
  if (row === null) return { deleteOne: { filter } };
  const document = { ...row, _id: k, rev: from + 1 };
  return from === 0 ? { insertOne: { document } } : { replaceOne: { filter, replacement: document } };
};

/** @throws {JournalBlocked} */
const writeOne = async (model: RowModel, step: Written): Promise<void> => {
  try {
    await model.bulkWrite([writeOf(step)] as never, strictly);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    // An insert that was carried out before is in nobody's way; any other taken key is.
    const found = await model.findOne({ _id: step.k, tenant_id: step.t }, { _id: 1 }).lean();
    if (found === null) throw new JournalBlocked('a unique key of a journal is taken', { collection: step.c });
  }
};

const strictly = { ordered: true, strict: 'throw', throwOnValidationError: true } as const;

/** In their order, so that who reads on sees no later message before an earlier one. */
const writeAll = async (model: RowModel, steps: readonly Written[]): Promise<void> => {
  try {
    await model.bulkWrite(steps.map(writeOf) as never, strictly);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    for (const step of steps) await writeOne(model, step);
  }
};

const platformOwned: ReadonlySet<string> = new Set(['sessions', 'one_time_links', 'mails', 'ai_spend']);

const clear = (models: Models, collection: string, tenantId: string): Promise<unknown> =>
  platformOwned.has(collection)
    ? models.platform(collection as PlatformCollection).deleteMany({ tenant_id: tenantId })
    : models.tenant(collection as TenantCollection).deleteMany({ tenant_id: tenantId });

/** They say what else there is (how far a conversation goes, which catalogue stands), and are written when it is there. */
const tellsOfOthers: ReadonlySet<TenantCollection> = new Set(['conversations', 'tenants', 'turns']);

/** Carries out a journal, wholly or again. */
export const applySteps = async (models: Models, steps: readonly Step[]): Promise<void> => {
  const byCollection = new Map<TenantCollection, Written[]>();
  for (const step of steps)
    if (!isWritten(step)) await clear(models, step.c, step.clear);
    else if (byCollection.has(step.c)) byCollection.get(step.c)?.push(step);
    else byCollection.set(step.c, [step]);
  const all = [...byCollection];
  for (const isLast of [false, true])
    await Promise.all(
      all
        .filter(([name]) => tellsOfOthers.has(name) === isLast)
        .map(([name, written]) => writeAll(models.tenant(name), written)),
    );
};
