import { describe, expect, it } from 'vitest';
import { CoreWords } from '#domain/understanding/core-words';

const rarities: Readonly<Record<string, number>> = { my: 1, card: 4, stolen: 6, late: 5, today: 3 };
const rarityOf = (word: string): number => rarities[word] ?? 2;
const documents = [
  ['my', 'card', 'stolen'],
  ['stolen', 'card', 'today'],
  ['card', 'late'],
  ['my', 'card', 'late', 'late'],
];
const core = new CoreWords(documents, Int32Array.of(0, 0, 1, 1), 2, rarityOf);

describe('what the examples of a label have in common', () => {
  it('is said by a question that has all of it', () => {
    const { said, missed } = core.evidence(['my', 'card', 'stolen', 'today']);
    expect(said[0]).toBeCloseTo(1, 9);
    expect(missed[0]).toBe(0);
  });

  it('is missed by its weightiest word, not by what one example happens to say', () => {
    expect(core.evidence(['my', 'card'])).toMatchObject({ missed: Float64Array.of(0.6, 0.5) });
    expect(core.evidence(['card', 'stolen']).missed[0]).toBeCloseTo(0.075, 9);
  });

  it('is shared in by how much of its weight is said', () => {
    // 4 of card + 6 of stolen; my and today, said in every second example, count a quarter.
    expect(core.evidence(['card']).said[0]).toBeCloseTo(4 / (4 + 6 + 1 / 4 + 3 / 4), 9);
    expect(core.evidence(['elsewhere']).said[1]).toBe(0);
  });

  it('counts a word once, however often an example says it', () => {
    expect(core.evidence(['card', 'late']).said[1]).toBeCloseTo(9 / (9 + 1 / 4), 9);
  });
});
