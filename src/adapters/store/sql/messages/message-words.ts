import { type TenantStatement, tenantStatement } from '#adapters/store/sql/statement';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import { type MessageContent, readableText } from '#domain/conversation/message-content';
import { searchWords } from '#domain/shared/search-words';
import { searchTermsOf } from './search-terms.js';

type Words = Record<`word${number}`, string> & { readonly at: number; readonly message: string };

/** One statement per number of words: a message's words go in by one call. */
const insertWords: TenantStatement<Words, unknown>[] = [];

const statementFor = (count: number): TenantStatement<Words, unknown> => {
  const known = insertWords[count];
  if (known !== undefined) return known;
  const made = tenantStatement<Words>()((db, arg, tenant) =>
    db.insertInto('message_words').values(
      Array.from({ length: count }, (_, index) => ({
        tenant_id: tenant,
        word: arg(`word${index}`),
        created_at: arg('at'),
        message_id: arg('message'),
      })),
    ),
  );
  insertWords[count] = made;
  return made;
};

/** Makes a message findable by its words, in the transaction that stores it. */
export const indexWords = async (
  tx: TenantTx,
  messageId: string,
  content: MessageContent,
  atMs: number,
): Promise<void> => {
  const words = searchWords(readableText(content));
  if (words.length === 0) return;
  const stored = await searchTermsOf(tx, words);
  const named = Object.fromEntries(stored.map((word, index) => [`word${index}`, word]));
  await tx.run(statementFor(stored.length), { ...named, at: atMs, message: messageId } as Words);
};
