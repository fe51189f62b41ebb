import {
  firstLettersOf,
  type Letters,
  mostOpened,
  runOf,
  thoseBeginningWith,
} from '#adapters/store/sealing/word-beginnings';
import type { SearchTermRow } from '#adapters/store/sql/key-rows';
import { type TenantStatement, tenantStatement } from '#adapters/store/sql/statement';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';

const insertTerm = tenantStatement<Omit<SearchTermRow, 'tenant_id'>>()((db, arg, tenant) =>
  db
    .insertInto('search_terms')
    .values({
      tenant_id: tenant,
      word: arg('word'),
      sealed: arg('sealed'),
      first1: arg('first1'),
      first2: arg('first2'),
      first3: arg('first3'),
      first5: arg('first5'),
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'word']).doNothing()),
);

type Terms = Record<`word${number}`, string>;

/** One statement per number of words: nobody waits for a database once a word. */
const termsAmong: TenantStatement<Terms, { word: string }>[] = [];

const termsStatement = (count: number): TenantStatement<Terms, { word: string }> => {
  const known = termsAmong[count];
  if (known !== undefined) return known;
  const made = tenantStatement<Terms>()((db, arg, tenant) =>
    db
      .selectFrom('search_terms')
      .select(['tenant_id', 'word'])
      .where('tenant_id', '=', tenant)
      .where(
        'word',
        'in',
        Array.from({ length: count }, (_, index) => arg(`word${index}`)),
      ),
  );
  termsAmong[count] = made;
  return made;
};

const firstBy = (letters: Letters) =>
  tenantStatement<{ beginning: string; limit: number }>()((db, arg, tenant) =>
    db
      .selectFrom('search_terms')
      .select(['tenant_id', 'word', 'sealed'])
      .where('tenant_id', '=', tenant)
      .where(`first${letters}`, '=', arg('beginning'))
      .orderBy('word')
      .limit(arg('limit')),
  );
const termsBy = { 1: firstBy(1), 2: firstBy(2), 3: firstBy(3), 5: firstBy(5) };

const stored = async (tx: TenantTx, blind: readonly string[]): Promise<readonly string[]> => {
  if (blind.length === 0) return [];
  const named = Object.fromEntries(blind.map((word, index) => [`word${index}`, word])) as Terms;
  return (await tx.rows(termsStatement(blind.length), named)).map(({ word }) => word);
};

/** How a text's words stand in the index; a word that nobody wrote before becomes one that can be found by its beginning. */
export const searchTermsOf = async (tx: TenantTx, words: readonly string[]): Promise<readonly string[]> => {
  const keys = tx.seals?.tenantKeys ?? null;
  if (keys === null) return words;
  const blind = new Map(words.map((word) => [keys.blindWord(word), word]));
  const known = tx.seals?.knownTerms([...blind.keys()]) ?? new Set();
  const there = new Set(
    await stored(
      tx,
      [...blind.keys()].filter((word) => !known.has(word)),
    ),
  );
  for (const [word, sealed] of blind)
    if (!known.has(word) && !there.has(word))
      await tx.run(insertTerm, { word, sealed, ...firstLettersOf(keys, sealed) });
  tx.seals?.noteTerms([...blind.keys()]);
  return [...blind.keys()];
};

/** How a word stands in the index; before it was sealed it stood there as it is. */
export const formsOf = ({ seals }: TenantTx, word: string): readonly string[] => {
  const keys = seals?.tenantKeys ?? null;
  return keys === null ? [word] : [keys.blindWord(word), word];
};

/** Words as they stand in the index. */
export type Begun = { readonly words: readonly string[]; readonly areAll: boolean };

/** The words that begin so. @param most of which the first in their order are kept. */
export const termsBeginningWith = async (tx: TenantTx, beginning: string, most: number): Promise<Begun> => {
  const keys = tx.seals?.tenantKeys ?? null;
  const run = keys === null ? null : runOf(keys, beginning);
  if (run === null) return { words: [], areAll: true };
  const rows = await tx.rows(termsBy[run.letters], { beginning: run.blind, limit: mostOpened });
  const words = thoseBeginningWith(rows, beginning, most);
  return { words, areAll: rows.length < mostOpened && words.length < most };
};
