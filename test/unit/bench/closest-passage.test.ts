import { describe, expect, it } from 'vitest';
import { fittedConstants } from '#domain/understanding/fitted-constants';
import { ClosestPassage } from '#test/bench/nlp/closest-passage';

const passages = [
  {
    id: 'warranty',
    title: 'How long is the warranty?',
    body: 'Every appliance is covered for two years from purchase.',
  },
  {
    id: 'install',
    title: 'Who installs the dishwasher?',
    body: 'Our technician connects water and power at your home.',
  },
  { id: 'hours', title: 'متى تفتحون؟', body: 'نفتح من التاسعة صباحا حتى العاشرة مساء.' },
];

describe('the closest passage', () => {
  const finder = new ClosestPassage(passages, fittedConstants);

  it.each([
    ['is the waranty two years', 'warranty'],
    ['will a technician come to connect it', 'install'],
    ['تفتحون متى', 'hours'],
  ])('is found by title and body: %s', (question, id) => {
    expect(finder.find(question, 1)[0]?.id).toBe(id);
  });

  it('is none where nothing is shared, and no more than asked for', () => {
    expect(finder.find('xqjv wkzp', 3)).toEqual([]);
    expect(finder.find('warranty technician dishwasher', 1)).toHaveLength(1);
    expect(new ClosestPassage([], fittedConstants).find('anything', 3)).toEqual([]);
  });
});
