import { describe, expect, it } from 'vitest';
import { cosine, fuseRankings } from '#domain/knowledge/fuse-rankings';
import { PassageIndex } from '#domain/knowledge/passage-index';

const passages = [
  { id: 'parking', text: 'Parking is available behind the building.', context: 'Visiting us' },
  { id: 'children', text: 'Children under 12 must be accompanied by an adult.', context: 'House rules' },
  { id: 'pets', text: 'Pets are not allowed in the treatment rooms.', context: 'House rules' },
  { id: 'clothes', text: 'Wear comfortable clothes for your session.', context: 'Before you come' },
  { id: 'hours', text: 'نعمل من السبت إلى الخميس حتى التاسعة مساءً.', context: 'أوقات العمل' },
];
const index = PassageIndex.of(passages);

describe('the passage a question is about', () => {
  it.each([
    ['Where can I park my car?', 'parking'],
    ['are kids and children allowed', 'children'],
    ['can I bring my pet dog', 'pets'],
    ['what clothes should i wear', 'clothes'],
    ['wat clothes shuld i were', 'clothes'],
    ['متى أوقات العمل يوم السبت؟', 'hours'],
  ])('%s', (question, id) => expect(index.find(question, 3)[0]?.id).toBe(id));

  it('scores high when all of the question is spoken of, low when little is', () => {
    const [whole] = index.find('is parking available behind the building', 1);
    const [part] = index.find('is parking possible for a boat trailer overnight', 1);
    expect(whole?.score).toBeGreaterThan(0.9);
    expect(part?.score).toBeLessThan(0.5);
  });

  it('is nothing when nothing is shared, and the same every time', () => {
    expect(index.find('zzzz qqqq', 3)).toEqual([]);
    expect(index.find('', 3)).toEqual([]);
    expect(index.find('house rules for pets', 5)).toEqual(PassageIndex.of(passages).find('house rules for pets', 5));
  });
});

it('rankings that agree win over one that stands alone', () => {
  expect(
    fuseRankings([
      ['a', 'b', 'c'],
      ['b', 'd'],
    ]),
  ).toEqual(['b', 'a', 'd', 'c']);
  expect(fuseRankings([])).toEqual([]);
  expect(cosine([1, 0], [1, 0])).toBeCloseTo(1);
  expect(cosine([1, 0], [0, 1])).toBe(0);
  expect(cosine([], [])).toBe(0);
});
