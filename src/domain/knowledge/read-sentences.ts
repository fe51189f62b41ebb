import type { DocumentBlock } from '#domain/knowledge/document-block';
import { languageOf, unquotableReasonOf } from '#domain/knowledge/judge-sentence';
import type { Sentence } from '#domain/knowledge/sentence';
import { splitSentences } from '#domain/knowledge/split-sentences';
import { type DocumentId, derivedSentenceId } from '#domain/shared/ids';

/** Beyond it a document is cut: 5,000 sentences are some 250 pages of text. */
export const mostSentences = 5_000;
const longestKept = 1_000;
const longestHeading = 200;

const clipped = (text: string, most: number): string =>
  text.length <= most ? text : text.slice(0, most).replace(/[\uD800-\uDBFF]$/u, '');

type Of = { readonly documentId: DocumentId; readonly number: number };

type Place = { readonly block: DocumentBlock; readonly heading: string; readonly text: string };

/** Each sentence with the heading it stands under; the same sentence twice is one. */
const placesIn = function* (blocks: readonly DocumentBlock[]): Generator<Place> {
  const known = new Set<string>();
  let heading = '';
  for (const block of blocks) {
    const isHeading = block.kind === 'heading';
    if (isHeading && !block.hidden) heading = clipped(block.text.trim(), longestHeading);
    for (const text of splitSentences(block.text).filter((each) => !known.has(each))) {
      known.add(text);
      yield { block, heading: isHeading ? '' : heading, text };
    }
  }
};

/** What a document says, sentence by sentence, each judged once. */
export const readSentences = (blocks: readonly DocumentBlock[], { documentId, number }: Of): readonly Sentence[] => {
  const sentences: Sentence[] = [];
  for (const { block, heading, text } of placesIn(blocks)) {
    const position = sentences.length;
    if (position >= mostSentences) break;
    sentences.push({
      id: derivedSentenceId(documentId, number, position),
      documentId,
      number,
      position,
      text: clipped(text, longestKept),
      heading,
      page: block.page,
      language: languageOf(text) ?? 'en',
      unquotable: unquotableReasonOf({ kind: block.kind, hidden: block.hidden, text }),
    });
  }
  return sentences;
};
