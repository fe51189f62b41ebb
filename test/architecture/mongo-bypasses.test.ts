import { describe, expect, it } from 'vitest';
import { sourceFiles } from './source-files.js';

/** What mongoose's hooks, and so the tenant guard, do not see: found by trying every operation of its models. */
const bypasses: readonly RegExp[] = [
  /\.watch\(/,
  /\.collection\b/,
  /\.(?:create|drop|update|list)SearchIndex(?:es)?\(/,
  /\.getClient\(/,
  /\.startSession\(/,
  /\.(?:un)?plugin\(/,
  /\$where\b/,
  /skipMiddlewareFunction/,
  /middleware:\s*false/,
];

/** The schema is made before there is a tenant; everything else goes through guarded models. */
const mayReachTheDriver = 'src/adapters/store/mongo/ensure-schema.ts';

const bypassesIn = (text: string): readonly string[] =>
  bypasses.filter((bypass) => bypass.test(text)).map((bypass) => bypass.source);

/** A stage's name in the guard's own list of what it forbids is no use of it. */
const isGuard = (path: string): boolean => path.startsWith('src/adapters/store/mongo/guard/');

describe('the tenant guard of the MongoDB store', () => {
  const ours = sourceFiles('src/adapters/store/mongo').filter(
    ({ path }) => path !== mayReachTheDriver && !isGuard(path),
  );

  it('is not gone around', () => {
    expect(ours.length).toBeGreaterThan(50);
    expect(ours.flatMap(({ path, text }) => bypassesIn(text).map((bypass) => `${path}: ${bypass}`))).toEqual([]);
    const planted = ['model.watch([])', 'models.tenant(name).collection.find({})', 'connection.collection("messages")'];
    for (const text of [...planted, 'model.createSearchIndex({})', 'connection.getClient()'])
      expect(bypassesIn(text)).not.toEqual([]);
  });

  it('is the only place in the product that knows mongoose', () => {
    const elsewhere = sourceFiles('src').filter(({ path }) => !path.startsWith('src/adapters/store/mongo/'));
    expect(elsewhere.filter(({ text }) => /from '(?:mongoose|mongodb)'/.test(text)).map(({ path }) => path)).toEqual(
      [],
    );
  });

  it('gives models across tenants to the platform alone', () => {
    const users = ours.filter(({ text }) => /\.across\(|everyWriter\b/.test(text)).map(({ path }) => path);
    expect(users).toEqual([
      'src/adapters/store/mongo/models.ts',
      'src/adapters/store/mongo/platform/platform-reader.ts',
      'src/adapters/store/mongo/unit/abandoned-units.ts',
    ]);
  });

  it('is loaded when it is configured, and not at every start', () => {
    const outside = sourceFiles('src').filter(({ path }) => !path.startsWith('src/adapters/store/mongo/'));
    const atOnce = /^import (?!type )[^;]*from '#adapters\/store\/mongo\//m;
    expect(outside.filter(({ text }) => atOnce.test(text)).map(({ path }) => path)).toEqual([]);
    expect(outside.some(({ text }) => text.includes("import('#adapters/store/mongo/open-mongo-store')"))).toBe(true);
  });
});
