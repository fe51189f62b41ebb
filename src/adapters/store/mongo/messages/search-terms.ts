import { beginning, type Filter, noneOf, oneOf } from '#adapters/store/mongo/filter';
import type { TenantRows } from '#adapters/store/mongo/rows';
import type { TenantTx } from '#adapters/store/mongo/tenant-tx';
import type { TenantKeys } from '#adapters/store/sealing/tenant-keys';
import { firstLettersOf, mostOpened, runOf, thoseBeginningWith } from '#adapters/store/sealing/word-beginnings';

type Messages = TenantRows['messages'];

/** A beginning stands for this many words at most. Shorter beginnings have more; they need another letter. */
const mostCompletions = 256;

/** Which of these are among the tenant's terms. */
const known = async (tx: TenantTx, blind: readonly string[]): Promise<ReadonlySet<string>> => {
  const sure = tx.seals?.knownTerms(blind) ?? new Set<string>();
  const unsure = blind.filter((word) => !sure.has(word));
  const found =
    unsure.length === 0
      ? []
      : await tx.stored('search_terms', { filter: { word: oneOf<string>(unsure) }, only: ['word'] });
  return new Set([...sure, ...found.map(({ word }) => word)]);
};

/** How a text's words stand in the index; a word that nobody wrote before becomes one that can be found by its beginning. */
export const indexedWords = async (tx: TenantTx, words: readonly string[]): Promise<readonly string[]> => {
  const keys = tx.seals?.tenantKeys ?? null;
  if (keys === null || words.length === 0) return words;
  const blind = new Map(words.map((word) => [keys.blindWord(word), word]));
  const there = await known(tx, [...blind.keys()]);
  for (const [word, sealed] of blind)
    if (!there.has(word)) tx.add('search_terms', { word, sealed, ...firstLettersOf(keys, sealed) });
  tx.seals?.noteTerms([...blind.keys()]);
  return [...blind.keys()];
};

/** Messages with this word; before it was sealed it stood in them as it is. */
export const holdingWord = ({ seals }: TenantTx, word: string): Filter<Messages> => {
  const keys = seals?.tenantKeys ?? null;
  return { words: (keys === null ? word : oneOf([keys.blindWord(word), word])) as never };
};

const terms = async (tx: TenantTx, keys: TenantKeys, start: string): Promise<readonly string[]> => {
  const run = runOf(keys, start);
  if (run === null) return [];
  const filter = { [`first${run.letters}`]: run.blind };
  const rows = await tx.rows('search_terms', { filter, sort: { word: 1 }, limit: mostOpened });
  return thoseBeginningWith(rows, start, mostCompletions);
};

/** Messages with a word that begins so. */
export const holdingBeginning = async (tx: TenantTx, start: string): Promise<Filter<Messages>> => {
  const plain: Filter<Messages> = { words: beginning(start) as never };
  const keys = tx.seals?.tenantKeys ?? null;
  if (keys === null) return plain;
  // Of very many words that begin alike not all are looked at; the one that was typed in full is.
  const begun = [keys.blindWord(start), ...(await terms(tx, keys, start))];
  return { $or: [{ words: oneOf<string>(begun) as never }, plain] };
};

/** Takes words that nobody else wrote out of the index. @param words as they stand in it. @param conversations that go. */
export const dropTerms = async (
  tx: TenantTx,
  words: ReadonlySet<string>,
  conversations: readonly string[],
): Promise<void> => {
  if (tx.seals === null) return;
  for (const word of words) {
    const filter = { words: word as never, conversation_id: noneOf<string>(conversations) };
    if ((await tx.stored('messages', { filter, only: ['id'], limit: 1 })).length > 0) continue;
    const [term] = await tx.stored('search_terms', { filter: { word }, limit: 1 });
    if (term !== undefined) tx.drop('search_terms', term);
  }
};
