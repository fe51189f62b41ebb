import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { xssCorpus } from '#test/support/xss-corpus';
import { linkify } from '../../../widget/src/core/linkify.js';

const links = (text: string) => linkify(text).flatMap(({ url }) => url ?? []);
const joined = (text: string) =>
  linkify(text)
    .map((part) => part.text)
    .join('');

describe('addresses in a text', () => {
  it.each([
    ['See https://noor.example/a?b=1#c.', ['https://noor.example/a?b=1#c']],
    ['(http://noor.example)', ['http://noor.example/']],
    ['https://en.example/wiki/Spa_(town), yes', ['https://en.example/wiki/Spa_(town)']],
    ['انظر https://noor.example/x؟', ['https://noor.example/x']],
    ['two https://a.example https://b.example!', ['https://a.example/', 'https://b.example/']],
    ['no www.noor.example, no ftp://x.example', []],
    ['https://', []],
  ])('%s', (text, expected) => {
    expect(links(text)).toEqual(expected);
    expect(joined(text)).toBe(text);
  });

  it('loses no character of any text and leads only to the web', () => {
    const texts = fc.oneof(fc.string(), fc.constantFrom(...xssCorpus), fc.webUrl());
    fc.assert(
      fc.property(fc.array(texts), (parts) => {
        const text = parts.join(' ');
        expect(joined(text)).toBe(text);
        for (const url of links(text)) expect(url).toMatch(/^https?:\/\/[^"'<>\s]+$/);
      }),
    );
  });
});
