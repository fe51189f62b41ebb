import { describe, expect, it } from 'vitest';
import { deviceOf } from '../../../admin-ui/src/features/account/device-name.js';
import { guessCurrency } from '../../../admin-ui/src/features/entry/guess-place.js';
import { strengthOf } from '../../../admin-ui/src/shared/lib/password-strength.js';
import { flagOf, innerPath, numberOf, oneOf, textOf } from '../../../admin-ui/src/shared/routing/search.js';

describe('the address to go to after signing in', () => {
  it.each(['/', '/orders', '/orders?status=pending', '/inbox/cnv_1#last'])('%s is one of the panel', (path) => {
    expect(innerPath(path)).toBe(path);
  });

  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '', 'orders', 7, null])(
    '%s is none',
    (path) => {
      expect(innerPath(path)).toBeUndefined();
    },
  );
});

describe('search parameters somebody changed by hand', () => {
  it('fall back to nothing', () => {
    expect(oneOf('x', ['a', 'b'])).toBeUndefined();
    expect(oneOf('b', ['a', 'b'])).toBe('b');
    expect(textOf(12)).toBe('12');
    expect(textOf('')).toBeUndefined();
    expect(textOf('a'.repeat(300))).toHaveLength(200);
    expect(flagOf('true')).toBe(true);
    expect(flagOf('no')).toBeUndefined();
    expect(numberOf('5', 1, 10)).toBe(5);
    expect(numberOf('50', 1, 10)).toBeUndefined();
    expect(numberOf(undefined, 0, 10)).toBeUndefined();
  });
});

describe('the first guess of a currency', () => {
  it.each([
    ['Asia/Dubai', ['en-US'], 'AED'],
    ['Asia/Kuwait', ['ar'], 'KWD'],
    ['Europe/Berlin', ['de-DE'], 'EUR'],
    ['Etc/UTC', ['ar-EG'], 'EGP'],
    ['Etc/UTC', ['en'], 'USD'],
    ['Etc/UTC', ['not a locale!'], 'USD'],
  ])('in %s with %j is %s', (zone, locales, currency) => {
    expect(guessCurrency(zone, locales)).toBe(currency);
  });
});

describe('how good a password is', () => {
  it.each([
    ['', 'empty'],
    ['short', 'short'],
    ['aaaaaaaaaaaaaaaa', 'guessable'],
    ['abcdefghijkl', 'fair'],
    ['correct horse battery', 'strong'],
    ['x'.repeat(129), 'long'],
  ])('%j is %s', (password, strength) => {
    expect(strengthOf(password)).toBe(strength);
  });
});

describe('the name of a device', () => {
  it.each([
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36',
      'Chrome',
      'Linux',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604.1',
      'Safari',
      'iPhone',
    ],
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/140.0 Safari/537 Edg/140.0', 'Edge', 'Windows'],
    ['curl/8.5.0', 'curl', null],
    ['', null, null],
  ])('%j', (userAgent, browser, system) => {
    expect(deviceOf(userAgent)).toEqual({ browser, system });
  });
});
