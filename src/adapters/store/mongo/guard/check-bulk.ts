import { TenantIsolationBroken } from '#application/ports/store';
import { checkDocument, checkFilter, checkUpdate } from './check-filter.js';

type Step = {
  readonly filter?: unknown;
  readonly document?: unknown;
  readonly replacement?: unknown;
  readonly update?: unknown;
};

/** Each step of a bulk write by itself. */
const checks: Readonly<Record<string, (step: Step) => void>> = {
  insertOne: ({ document }) => checkDocument(document),
  replaceOne: ({ filter, replacement }) => {
    checkFilter(filter);
    checkDocument(replacement);
  },
  updateOne: ({ filter, update }) => {
    checkFilter(filter);
    checkUpdate(update);
  },
  updateMany: ({ filter, update }) => {
    checkFilter(filter);
    checkUpdate(update);
  },
  deleteOne: ({ filter }) => checkFilter(filter),
  deleteMany: ({ filter }) => checkFilter(filter),
};

export const checkBulk = (steps: readonly object[]): void => {
  for (const step of steps)
    for (const [kind, body] of Object.entries(step)) {
      const check = checks[kind];
      if (check === undefined) throw new TenantIsolationBroken(`a bulk write with ${kind}`, {});
      check(body as Step);
    }
};
