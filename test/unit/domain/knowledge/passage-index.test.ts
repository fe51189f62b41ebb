import { describe, expect, it } from 'vitest';
import { fuseRankings } from '#domain/knowledge/fuse-rankings';
import { nearest } from '#domain/knowledge/nearest-vectors';
import { nearness, packed } from '#domain/knowledge/packed-vector';
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
});

it('an index that is built a passage at a time finds what one built at once finds, in the same order', () => {
  const building = PassageIndex.building(passages);
  let step = building.next();
  let steps = 0;
  for (; step.done !== true; step = building.next()) steps += 1;
  expect(steps).toBeGreaterThanOrEqual(passages.length);
  expect(step.value.find('house rules', 5)).toEqual(index.find('house rules', 5));
});

describe('packed vectors', () => {
  const unit = (...values: readonly number[]) => {
    const length = Math.hypot(...values);
    return Float32Array.from(values, (each) => each / length);
  };

  it('keep how near they are, to a hundredth', () => {
    const [one, other] = [unit(0.3, -0.2, 0.9, 0.05), unit(0.1, 0.4, 0.8, -0.3)];
    const cosine = one.reduce((sum, each, at) => sum + each * (other[at] ?? 0), 0);
    expect(Math.abs(nearness(one, packed(other)) - cosine)).toBeLessThan(0.01);
    expect(nearness(one, packed(one))).toBeCloseTo(1, 2);
    expect(nearness(unit(1, 0), packed(unit(0, 1)))).toBe(0);
  });

  it('of another length, or of nothing, are near to nothing', () => {
    expect(nearness(unit(1, 0), packed(unit(1, 0, 0)))).toBe(0);
    expect(nearness(unit(1, 0), packed(Float32Array.of(0, 0)))).toBe(0);
  });

  it('are ranked, nearest first', () => {
    const vectors = new Map(['far', 'near', 'middle'].map((id, at) => [id, packed(unit(1, [9, 0, 1][at] ?? 0))]));
    const looking = nearest(vectors, unit(1, 0), 2);
    let step = looking.next();
    while (step.done !== true) step = looking.next();
    expect(step.value).toEqual(['near', 'middle']);
  });
});
