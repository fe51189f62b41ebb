import { describe, expect, it } from 'vitest';
import { above, between, due, holding, noneOf, not, oneOf, upTo } from '#adapters/store/mongo/filter';
import { ChangeSet, overlaid } from '#adapters/store/mongo/unit/change-set';
import { checkRow } from '#adapters/store/mongo/unit/check-row';
import { keyOf } from '#adapters/store/mongo/unit/key';
import { matches } from '#adapters/store/mongo/unit/matching';

describe('what a unit of work has changed', () => {
  const query = { filter: { status: 'queued' }, sort: { seq: 1 }, limit: 10 } as const;
  const row = (id: string, seq: number, status: string) => ({ _id: id, rev: 1, tenant_id: 't', seq, status });

  it('is seen in its place: changed, gone and new', () => {
    const changes = new ChangeSet(null);
    changes.set('messages', 'b', { tenantId: 't', rev: 1, row: { seq: 2, status: 'sent' } });
    changes.set('messages', 'c', { tenantId: 't', rev: 1, row: null });
    changes.set('messages', 'd', { tenantId: 't', rev: 0, row: { seq: 0, status: 'queued' } });
    const found = [row('a', 1, 'queued'), row('b', 2, 'queued'), row('c', 3, 'queued'), row('e', 4, 'queued')];
    const seen = overlaid(found, changes.of('messages'), query);
    expect(seen.map(({ _id }) => _id)).toEqual(['d', 'a', 'e']);
    expect(overlaid(found, changes.of('messages'), { ...query, limit: 2 })).toHaveLength(2);
  });

  it('is the next unit’s to see only once it succeeded', () => {
    const commit = new ChangeSet(null);
    const failed = new ChangeSet(commit);
    failed.set('messages', 'a', { tenantId: 't', rev: 0, row: {} });
    expect(commit.isEmpty).toBe(true);
    const done = new ChangeSet(commit);
    done.set('messages', 'b', { tenantId: 't', rev: 2, row: { seq: 1 } });
    done.merge();
    expect(new ChangeSet(commit).find('messages', 'b')).toEqual({ tenantId: 't', rev: 2, row: { seq: 1 } });
    expect(commit.steps()).toEqual([{ c: 'messages', k: 'b', t: 't', from: 2, row: { seq: 1 } }]);
  });

  it('leaves no step for what came and went', () => {
    const changes = new ChangeSet(null);
    changes.set('messages', 'a', { tenantId: 't', rev: 0, row: null });
    expect(changes.steps()).toEqual([]);
  });

  it('writes what is sealed, and shows it in the open to the units after it', () => {
    const parent = new ChangeSet(null);
    const unit = new ChangeSet(parent);
    unit.set('notes', 'a', { tenantId: 't', rev: 0, row: { text: 'open' }, stored: { text: 'sealed' } });
    unit.merge();
    expect(new ChangeSet(parent).before('notes', 'a')?.row).toEqual({ text: 'open' });
    expect(parent.steps()).toEqual([{ c: 'notes', k: 'a', t: 't', from: 0, row: { text: 'sealed' } }]);
  });
});

describe('a filter, as a unit reads it', () => {
  it.each([
    [{ seq: above(1) }, true],
    [{ seq: above(2) }, false],
    [{ seq: upTo(2) }, true],
    [{ seq: between(2, 3) }, true],
    [{ seq: oneOf([1, 2]) }, true],
    [{ seq: noneOf([1, 3]) }, true],
    [{ seq: noneOf([1, 2]) }, false],
    [{ seq: due(2) }, true],
    [{ at: due(9) }, false],
    [{ at: null }, true],
    [{ at: not<number | null>(null) }, false],
    [{ words: 'b' }, true],
    [{ words: 'd' }, false],
    [{ name: holding('a.c') }, true],
    [{ name: holding('a+c') }, false],
    [{ $or: [{ seq: 9 }, { name: 'a.c' }] }, true],
    [{ $and: [{ seq: 2 }, { name: 'x' }] }, false],
  ])('%o: %s', (filter, expected) => {
    expect(matches({ seq: 2, at: null, words: ['a', 'b'], name: 'a.c' }, filter)).toBe(expected);
  });

  it('never guesses what a condition means', () => {
    expect(() => matches({ seq: 1 }, { seq: { $mod: [2, 0] } })).toThrow(TypeError);
  });
});

describe('a document', () => {
  it('is named by its tenant first, and by nothing that could be another’s', () => {
    expect(keyOf('t', ['a/b', 1])).toBe('t/a%2Fb/1');
    expect(keyOf('t', ['a', 'b'])).not.toBe(keyOf('t', ['a/b']));
    expect(keyOf('t', ['a%2Fb'])).not.toBe(keyOf('t', ['a/b']));
  });

  it('is refused before it is in a journal where its schema would refuse it after', () => {
    const mark = { tenant_id: 't', user_id: 'u', conversation_id: 'c', seq: 1 };
    expect(() => checkRow('read_marks', mark)).not.toThrow();
    for (const wrong of [{ seq: '1' }, { seq: Number.NaN }, { user_id: null }, { seq: undefined }, { more: 1 }])
      expect(() => checkRow('read_marks', { ...mark, ...wrong })).toThrow(TypeError);
  });
});
