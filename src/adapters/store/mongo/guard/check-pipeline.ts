import { TenantIsolationBroken } from '#application/ports/store';
import { checkFilter } from './check-filter.js';

/** Stages that reach into another collection, or write one: none of them is ever needed here. */
const forbidden: ReadonlySet<string> = new Set([
  '$lookup',
  '$graphLookup',
  '$unionWith',
  '$merge',
  '$out',
  '$facet',
  '$documents',
  '$changeStream',
  '$search',
  '$searchMeta',
  '$vectorSearch',
  '$function',
  '$accumulator',
  '$where',
]);

const refuseForbidden = (part: unknown): void => {
  if (Array.isArray(part)) for (const each of part) refuseForbidden(each);
  if (typeof part !== 'object' || part === null) return;
  for (const [key, value] of Object.entries(part)) {
    if (forbidden.has(key)) throw new TenantIsolationBroken(`a pipeline with ${key}`, {});
    refuseForbidden(value);
  }
};

/** Begins with what is the tenant's, and stays with it. */
export const checkPipeline = (pipeline: readonly unknown[]): void => {
  const [first] = pipeline;
  checkFilter(typeof first === 'object' && first !== null && '$match' in first ? first.$match : undefined);
  refuseForbidden(pipeline);
};
