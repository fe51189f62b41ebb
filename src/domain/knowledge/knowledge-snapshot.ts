import type { Sentence } from '#domain/knowledge/sentence';
import type { DocumentId, SentenceId } from '#domain/shared/ids';

/**
 * What a tenant's documents say as of one catalogue version: the sentences of the versions in use. Immutable. Those that are
 * not quotable are in it as well: they tell what a question is about, and nothing says them.
 */
export type KnowledgeSnapshot = {
  readonly sentences: ReadonlyMap<SentenceId, Sentence>;
  readonly titles: ReadonlyMap<DocumentId, string>;
};

export const noKnowledge: KnowledgeSnapshot = { sentences: new Map(), titles: new Map() };

/** The sentence and the title it is said with, if it may be said. */
export const quotableIn = (
  knowledge: KnowledgeSnapshot | undefined,
  id: SentenceId,
): { readonly sentence: Sentence; readonly title: string } | null => {
  const sentence = knowledge?.sentences.get(id);
  const title = sentence === undefined ? undefined : knowledge?.titles.get(sentence.documentId);
  return sentence === undefined || sentence.unquotable !== null || title === undefined ? null : { sentence, title };
};
