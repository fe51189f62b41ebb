import { limitOf, type Position, pageOf, positionOf } from '#adapters/store/sql/keyset';
import { toMessage } from '#adapters/store/sql/mappers/message-mapper';
import { tenantStatement } from '#adapters/store/sql/statement';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import type { Message } from '#domain/conversation/message';
import { readableText } from '#domain/conversation/message-content';
import type { Page, PageRequest } from '#domain/shared/page';
import { searchWords } from '#domain/shared/search-words';
import { type Begun, formsOf, termsBeginningWith } from './search-terms.js';

/** A beginning stands for this many words at most. Shorter beginnings have more; they need another letter. */
const mostCompletions = 256;
/** How many candidates one page may look at; beyond it the page ends early and its cursor goes on from there. */
const mostCandidates = 1_000;
const chunk = 200;
/** A word found more often than this counts as common. */
const countUpTo = 1_000;

type Posting = { readonly created_at: number; readonly message_id: string };
type Found = { readonly message: Message; readonly position: Position };

const nextWord = tenantStatement<{ from: string; before: string }>()((db, arg, tenant) =>
  db
    .selectFrom('message_words')
    .select(['tenant_id', 'word'])
    .where('tenant_id', '=', tenant)
    .where('word', '>', arg('from'))
    .where('word', '<', arg('before'))
    .orderBy('word')
    .limit(1),
);
const newestWith = tenantStatement<{ word: string; limit: number }>()((db, arg, tenant) =>
  db
    .selectFrom('message_words')
    .select(['tenant_id', 'created_at', 'message_id'])
    .where('tenant_id', '=', tenant)
    .where('word', '=', arg('word'))
    .orderBy('created_at', 'desc')
    .orderBy('message_id', 'desc')
    .limit(arg('limit')),
);
const olderWith = tenantStatement<{ word: string; at: number; id: string; limit: number }>()((db, arg, tenant) =>
  db
    .selectFrom('message_words')
    .select(['tenant_id', 'created_at', 'message_id'])
    .where('tenant_id', '=', tenant)
    .where('word', '=', arg('word'))
    .where('created_at', '<=', arg('at'))
    .where((row) =>
      row.or([
        row('created_at', '<', arg('at')),
        row.and([row('created_at', '=', arg('at')), row('message_id', '<', arg('id'))]),
      ]),
    )
    .orderBy('created_at', 'desc')
    .orderBy('message_id', 'desc')
    .limit(arg('limit')),
);

const postings = (tx: TenantTx, word: string, after: Position | null, limit: number): Promise<readonly Posting[]> =>
  after === null
    ? tx.rows(newestWith, { word, limit })
    : tx.rows(olderWith, { word, at: after.at, id: after.id, limit });

/** Words that begin with the last one typed, found by hopping through the index from word to word. */
const completions = async (tx: TenantTx, beginning: string): Promise<Begun> => {
  const sealed = await termsBeginningWith(tx, beginning, mostCompletions);
  const words: string[] = [...sealed.words];
  // Of very many words that begin alike not all are looked at; the one that was typed in full is.
  for (const form of formsOf(tx, beginning))
    if (!words.includes(form) && (await postings(tx, form, null, 1)).length > 0) words.push(form);
  // What was not sealed yet. U+10FFFF sorts behind every letter, in UTF-8 as well as by code point.
  const before = `${beginning}\u{10ffff}`;
  let from = beginning;
  while (words.length < mostCompletions) {
    const next = await tx.first(nextWord, { from, before });
    if (next === undefined) break;
    words.push(next.word);
    from = next.word;
  }
  return { words, areAll: sealed.areAll && words.length < mostCompletions };
};

/** Words, as they stand in the index, of which each message that is looked for holds one; and how many hold one, up to a limit. */
type Driver = { readonly words: readonly string[]; readonly count: number };

const driverOf = async (tx: TenantTx, words: readonly string[]): Promise<Driver> => {
  let count = 0;
  for (const word of words) if (count < countUpTo) count += (await postings(tx, word, null, countUpTo - count)).length;
  return { words, count };
};

/** The whole word that the fewest messages hold; `null`: only a beginning was typed. */
const rarest = async (tx: TenantTx, whole: readonly string[]): Promise<Driver | null> => {
  let best: Driver | null = null;
  for (const word of whole) {
    const driver = await driverOf(tx, formsOf(tx, word));
    if (best === null || driver.count < best.count) best = driver;
  }
  return best;
};

/** What to walk: the last word, typed in full or nearly, may be the rare one beside others that everybody says. */
const driversFor = async (tx: TenantTx, whole: readonly string[], beginning: string): Promise<readonly string[]> => {
  const best = await rarest(tx, whole);
  if (best !== null && best.count < countUpTo) return best.words;
  const begun = await completions(tx, beginning);
  const isRarer = async (): Promise<boolean> => begun.areAll && (await driverOf(tx, begun.words)).count < countUpTo;
  return best === null || (await isRarer()) ? begun.words : best.words;
};

const newestOf = (lists: readonly (readonly Posting[])[], limit: number): readonly Posting[] => {
  const byId = new Map(lists.flat().map((posting) => [posting.message_id, posting]));
  const newest = [...byId.values()].sort(
    (left, right) => right.created_at - left.created_at || (left.message_id < right.message_id ? 1 : -1),
  );
  return newest.slice(0, limit);
};

const holds = (message: Message, whole: readonly string[], beginning: string): boolean => {
  const words = searchWords(readableText(message.content));
  return whole.every((word) => words.includes(word)) && words.some((word) => word.startsWith(beginning));
};

const load = async (tx: TenantTx, candidates: readonly Posting[]): Promise<readonly Found[]> => {
  if (candidates.length === 0) return [];
  const ids = candidates.map((posting) => posting.message_id);
  const query = tx.db.selectFrom('messages').selectAll().where('tenant_id', '=', tx.tenantId).where('id', 'in', ids);
  const byId = new Map((await query.execute()).map((row) => [row.id, toMessage(row)]));
  return candidates.flatMap(({ message_id: id, created_at: at }) => {
    const message = byId.get(id);
    return message === undefined ? [] : [{ message, position: { at, id } }];
  });
};

/** Walks the messages of the rarest word, newest first, and keeps those that hold the other words too. */
export const searchMessages = async (tx: TenantTx, text: string, request: PageRequest): Promise<Page<Message>> => {
  let position = positionOf('search', request);
  const limit = limitOf(request);
  const words = searchWords(text);
  const beginning = words.at(-1);
  if (beginning === undefined) return { items: [], next: null };
  const whole = words.slice(0, -1);
  const drivers = await driversFor(tx, whole, beginning);
  const wanted = Math.max(limit + 1, whole.length === 0 ? 0 : chunk);
  const found: Found[] = [];
  let seen = 0;
  let isEnd = false;
  while (found.length <= limit && seen < mostCandidates && !isEnd) {
    const lists: (readonly Posting[])[] = [];
    for (const word of drivers) lists.push(await postings(tx, word, position, wanted));
    const candidates = newestOf(lists, wanted);
    found.push(...(await load(tx, candidates)).filter(({ message }) => holds(message, whole, beginning)));
    const last = candidates.at(-1);
    if (last !== undefined) position = { at: last.created_at, id: last.message_id };
    seen += candidates.length;
    isEnd = candidates.length < wanted;
  }
  return pageFound(found, limit, isEnd ? null : position);
};

/** @param reached how far the walk got; null: to the end. */
const pageFound = (found: readonly Found[], limit: number, reached: Position | null): Page<Message> => {
  const page = pageOf(
    'search',
    found,
    limit,
    (each) => each.position,
    (each) => each.message,
  );
  if (page.next !== null || reached === null) return page;
  const marker = { message: null, position: reached };
  return {
    items: page.items,
    next: pageOf(
      'search',
      [marker, marker],
      1,
      (each) => each.position,
      () => null,
    ).next,
  };
};
