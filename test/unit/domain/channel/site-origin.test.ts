import { describe, expect, it } from 'vitest';
import { isAllowedOrigin } from '#domain/channel/site-origin';

describe('a page may show the chat', () => {
  it.each([
    ['shop.example', 'https://shop.example'],
    ['shop.example', 'http://shop.example:8080'],
    ['Shop.Example', 'https://SHOP.example'],
    ['*.shop.example', 'https://www.shop.example'],
    ['*.shop.example', 'https://a.b.shop.example'],
    ['localhost:8080', 'http://localhost:8080'],
  ])('%s admits %s', (domain, origin) => {
    expect(isAllowedOrigin(['other.example', domain], origin)).toBe(true);
  });

  it.each([
    ['shop.example', 'https://evil.example'],
    ['shop.example', 'https://shop.example.evil.test'],
    ['shop.example', 'https://evilshop.example'],
    ['shop.example', 'https://www.shop.example'],
    ['*.shop.example', 'https://shop.example'],
    ['*.shop.example', 'https://evilshop.example'],
    ['*.shop.example', 'https://.shop.example'],
    ['localhost:8080', 'http://localhost:9090'],
    ['localhost:8080', 'http://localhost'],
    ['shop.example', 'https://shop.example@evil.test'],
    ['shop.example', 'https://evil.test/shop.example'],
    ['shop.example', 'file://shop.example'],
    ['shop.example', 'null'],
    ['shop.example', ''],
  ])('%s does not admit %s', (domain, origin) => {
    expect(isAllowedOrigin([domain], origin)).toBe(false);
  });

  it('where none is named, on none', () => {
    expect(isAllowedOrigin([], 'https://shop.example')).toBe(false);
  });
});
