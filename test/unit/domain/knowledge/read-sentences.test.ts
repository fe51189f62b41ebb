import { describe, expect, it } from 'vitest';
import type { DocumentBlock } from '#domain/knowledge/document-block';
import { mostSentences, readSentences } from '#domain/knowledge/read-sentences';
import { splitSentences } from '#domain/knowledge/split-sentences';
import { DocumentId, isIdOf } from '#domain/shared/ids';

const of = { documentId: DocumentId(`doc_${'a1'.repeat(16)}`), number: 3 };
const block = (text: string, about: Partial<DocumentBlock> = {}): DocumentBlock => ({
  kind: 'paragraph',
  text,
  page: 1,
  hidden: false,
  ...about,
});

describe('sentences', () => {
  it.each([
    ['We open at 9 a.m. to everybody. Closed on Friday.', ['We open at 9 a.m. to everybody.', 'Closed on Friday.']],
    ['Ask Dr. Amal for advice. She is in.', ['Ask Dr. Amal for advice.', 'She is in.']],
    ['It weighs 3.5 kg today! Really? Yes', ['It weighs 3.5 kg today!', 'Really?', 'Yes']],
    ['نعمل يوميًا. هل تسألون؟ أهلاً', ['نعمل يوميًا.', 'هل تسألون؟', 'أهلاً']],
    ['  spread\n over   lines. ', ['spread over lines.']],
    ['', []],
  ])('of %j', (text, sentences) => expect(splitSentences(text)).toEqual(sentences));

  it('carry their heading, page and place, and ids that stay the same when they are read again', () => {
    const blocks = [
      block('Visiting us', { kind: 'heading' }),
      block('Parking is behind the building. It is small.', { page: 2 }),
      block('Parking is behind the building.'),
    ];
    const read = readSentences(blocks, of);
    expect(
      read.map(({ text, heading, page, position, unquotable }) => [text, heading, page, position, unquotable]),
    ).toEqual([
      ['Visiting us', '', 1, 0, 'heading'],
      ['Parking is behind the building.', 'Visiting us', 2, 1, null],
      ['It is small.', 'Visiting us', 2, 2, 'leans_on_another'],
    ]);
    expect(readSentences(blocks, of)).toEqual(read);
    expect(read.every(({ id }) => isIdOf('sentence', id))).toBe(true);
    expect(readSentences(blocks, { ...of, number: 4 })[0]?.id).not.toBe(read[0]?.id);
  });

  it('are cut where a document is too long for anybody', () => {
    const blocks = Array.from({ length: mostSentences + 10 }, (_, n) => block(`Room number ${n} is on this floor.`));
    const read = readSentences(blocks, of);
    expect(read).toHaveLength(mostSentences);
    expect(isIdOf('sentence', read.at(-1)?.id ?? '')).toBe(true);
  });
});
