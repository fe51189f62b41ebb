import { expect, it } from 'vitest';
import { InvalidTags, tagOf, tagsOf } from '#domain/conversation/tags';

it('keeps each word once, in lower case, its spaces closed up', () => {
  expect(tagsOf([' VIP ', 'vip', 'Late   Payer', '', 'كنب'])).toEqual(['vip', 'late payer', 'كنب']);
  expect(tagOf('E\u0301clair')).toBe('\u00e9clair');
});

it('refuses a twenty-first, and a word too long', () => {
  const twenty = Array.from({ length: 20 }, (_, n) => `t${n}`);
  expect(tagsOf([...twenty, 'T0'])).toHaveLength(20);
  expect(() => tagsOf([...twenty, 'more'])).toThrow(InvalidTags);
  expect(tagsOf(['x'.repeat(40)])).toHaveLength(1);
  expect(() => tagsOf(['x'.repeat(41)])).toThrow(InvalidTags);
});
