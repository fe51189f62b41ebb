import { describe, expect, it } from 'vitest';
import { ApiProblem } from '../../../admin-ui/src/shared/api/problem.js';
import {
  applied,
  clashesOf,
  dropped,
  edited,
  insisted,
  isSame,
  remaining,
} from '../../../admin-ui/src/shared/lib/edits.js';
import { saveOver } from '../../../admin-ui/src/shared/lib/save-over.js';

type Parts = { name: string; texts: { en?: string; ar?: string }; week: number[][] };
const saved: Parts = { name: 'Oasis', texts: { en: 'Spa' }, week: [[1], []] };

describe('what a person typed over data that others change', () => {
  it('is the same data whatever the order of its keys', () => {
    expect(isSame({ en: 'a', ar: 'b' }, { ar: 'b', en: 'a' })).toBe(true);
    expect(isSame([[1], []], [[1], []])).toBe(true);
    expect(isSame([[1], []], [[1], [2]])).toBe(false);
    expect(isSame([], {})).toBe(false);
    expect(isSame({ en: undefined }, {})).toBe(true);
  });

  it('is no change any more once it is as it was', () => {
    const typed = edited(saved, {}, { ...saved, name: 'Oasi' });
    expect(Object.keys(typed)).toEqual(['name']);
    expect(edited(saved, typed, { ...saved })).toEqual({});
  });

  it('stays, and the parts others changed are shown beside it', () => {
    const typed = edited(saved, {}, { ...saved, name: 'Mine' });
    const theirs: Parts = { ...saved, texts: { en: 'Theirs' } };
    expect(applied(theirs, typed)).toEqual({ ...theirs, name: 'Mine' });
    expect(clashesOf(theirs, typed)).toEqual([]);
    // A further keystroke does not take their part for mine.
    expect(Object.keys(edited(theirs, typed, { ...applied(theirs, typed), name: 'Mine!' }))).toEqual(['name']);
  });

  it('clashes where others changed the same part, until one of both is chosen', () => {
    const typed = edited(saved, {}, { ...saved, name: 'Mine' });
    const theirs = { ...saved, name: 'Theirs' };
    expect(clashesOf(theirs, typed)).toEqual(['name']);
    const kept = insisted(theirs, typed);
    expect(clashesOf(theirs, kept)).toEqual([]);
    expect(applied(theirs, kept).name).toBe('Mine');
    expect(applied(theirs, dropped(typed, ['name'])).name).toBe('Theirs');
  });

  it('does not clash where both want the same', () => {
    const typed = edited(saved, {}, { ...saved, name: 'Both' });
    expect(clashesOf({ ...saved, name: 'Both' }, typed)).toEqual([]);
  });

  it('keeps what was typed while the rest was being saved', () => {
    const sent = edited(saved, {}, { ...saved, name: 'Sent', week: [[], []] });
    const since = edited(saved, sent, { ...applied(saved, sent), name: 'Typed since' });
    expect(Object.keys(remaining(since, sent))).toEqual(['name']);
    expect(remaining(sent, sent)).toEqual({});
  });
});

const stale = new ApiProblem({
  status: 409,
  code: 'store.stale_write',
  detail: '',
  errors: [],
  correlationId: null,
  retryAfterMs: null,
  details: {},
});

describe('saving over what others saved', () => {
  const edits = edited(saved, {}, { ...saved, name: 'Mine' });
  const run = (fresh: Parts) => {
    const puts: Parts[] = [];
    const put = async (over: Parts): Promise<Parts> => {
      puts.push(over);
      if (puts.length === 1) throw stale;
      return over;
    };
    return { puts, done: saveOver({ saved, edits, parts: (of: Parts) => of, put, reread: async () => fresh }) };
  };

  it('goes over another part without asking', async () => {
    const fresh = { ...saved, texts: { en: 'Theirs' } };
    const { puts, done } = run(fresh);
    await expect(done).resolves.toEqual(fresh);
    expect(puts).toEqual([saved, fresh]);
  });

  it('stops where the same part was changed', async () => {
    const { puts, done } = run({ ...saved, name: 'Theirs' });
    await expect(done).rejects.toBe(stale);
    expect(puts).toHaveLength(1);
  });
});
