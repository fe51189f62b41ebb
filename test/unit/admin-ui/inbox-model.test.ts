import { describe, expect, it } from 'vitest';
import { whyNot } from '../../../admin-ui/src/features/inbox/model/attachment.js';
import { filled, matching, slashWord } from '../../../admin-ui/src/features/inbox/model/canned.js';
import { changesOf, fieldsOf } from '../../../admin-ui/src/features/inbox/model/card-form.js';
import { filterOf, readInboxSearch } from '../../../admin-ui/src/features/inbox/model/inbox-search.js';
import { linkify } from '../../../admin-ui/src/features/inbox/model/linkify.js';
import { marked } from '../../../admin-ui/src/features/inbox/model/marked.js';
import { pageWithHits } from '../../../admin-ui/src/features/inbox/model/page-with-hits.js';
import { persisted } from '../../../admin-ui/src/features/inbox/model/persisted.js';
import { initials } from '../../../admin-ui/src/features/inbox/model/preview.js';
import { urgencyOf, wholeMinutes } from '../../../admin-ui/src/features/inbox/model/urgency.js';

const linksOf = (text: string) => linkify(text).flatMap(({ href }) => (href === null ? [] : [href]));

describe('links in what customers write', () => {
  it('are http and https, without the sentence around them', () => {
    expect(linksOf('See https://a.test/x?y=1, or (http://b.test).')).toEqual([
      'https://a.test/x?y=1',
      'http://b.test/',
    ]);
    expect(linkify('See https://a.test.').map(({ text }) => text)).toEqual(['See ', 'https://a.test', '.']);
  });
  it.each(['javascript:alert(1)', 'data:text/html,x', 'https://bank.test@evil.test/', 'ftp://a.test', 'https://'])(
    'are never made of %s',
    (text) => {
      expect(linksOf(text)).toEqual([]);
    },
  );
  it('lose no letter of the text', () => {
    const text = 'a https://x.test/<img src=x> b javascript:1 https://u@v.test c';
    expect(
      linkify(text)
        .map(({ text: part }) => part)
        .join(''),
    ).toBe(text);
  });
});

describe('the address of the inbox', () => {
  it('falls back where somebody changed it', () => {
    expect(readInboxSearch({ queue: 'nonsense', unread: 'no', at: '-1', q: '' })).toEqual({});
    expect(readInboxSearch({ queue: 'mine', unread: true, at: '7' })).toEqual({ queue: 'mine', unread: true, at: 7 });
  });
  it('asks the API for what the queue means', () => {
    expect(filterOf({})).toEqual({ status: 'open' });
    expect(filterOf({ queue: 'unassigned', assignee: 'usr_1', tag: 'vip' })).toEqual({
      status: 'open',
      assignee: 'none',
      tag: 'vip',
    });
    expect(filterOf({ unread: true })).toEqual({ status: 'open', unread: true });
    expect(filterOf({ queue: 'waiting', assignee: 'usr_1' })).toMatchObject({ mode: 'waiting', assignee: 'usr_1' });
  });
});

describe('ready words', () => {
  const reply = (shortcut: string, en: string) => ({ shortcut, text: { en } }) as never;
  it('open at a slash that begins a word, and nowhere else', () => {
    expect(slashWord('/ho', 3)).toEqual({ from: 0, word: 'ho' });
    expect(slashWord('hello /', 7)).toEqual({ from: 6, word: '' });
    expect(slashWord('and/or', 6)).toBeNull();
    expect(slashWord('https://a', 9)).toBeNull();
  });
  it('show first what begins with the word', () => {
    const found = matching([reply('late-hours', 'x'), reply('hours', 'y'), reply('place', 'our hours')], 'hours');
    expect(found.map(({ shortcut }) => shortcut)).toEqual(['hours', 'late-hours', 'place']);
  });
  it('name the customer, or nobody', () => {
    expect(filled('Hi {name}!', 'Ana')).toBe('Hi Ana!');
    expect(filled('{name} thanks', null)).toBe('thanks');
  });
});

describe('drafts', () => {
  const isText = (raw: unknown): raw is string => typeof raw === 'string';
  it('last as long as the page where storage is blocked', () => {
    const blocked = persisted('x', isText, () => {
      throw new Error('blocked');
    });
    blocked.set('a', 'text');
    expect(blocked.get('a')).toBe('text');
    blocked.set('a', null);
    expect(blocked.get('a')).toBeNull();
  });
  it('outlive the page, and are not believed when broken', () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
      removeItem: (key: string) => kept.delete(key),
    };
    persisted('d', isText, () => storage).set('a', 'text');
    expect(persisted('d', isText, () => storage).get('a')).toBe('text');
    kept.set('wakil-d:a', '{');
    expect(persisted('d', isText, () => storage).get('a')).toBeNull();
    kept.set('wakil-d:a', '5');
    expect(persisted('d', isText, () => storage).get('a')).toBeNull();
  });
});

describe('small things', () => {
  it('a customer card sends only what was changed', () => {
    const customer = { name: 'Ana', email: null, phone: '1', remark: '', language: null } as never;
    const typed = { ...fieldsOf(customer), phone: ' ', remark: 'x' };
    expect(changesOf(customer, typed)).toEqual({ phone: null, remark: 'x' });
    expect(changesOf(customer, fieldsOf(customer))).toEqual({});
  });
  it('files are refused before they are sent', () => {
    expect(whyNot({ type: 'image/png', size: 10 * 1_048_576 })).toBeNull();
    expect(whyNot({ type: 'image/png', size: 10 * 1_048_576 + 1 })).toBe('size');
    expect(whyNot({ type: 'image/svg+xml', size: 1 })).toBe('type');
  });
  it('a wait grows more urgent', () => {
    expect([299_999, 300_000, 900_000].map(urgencyOf)).toEqual(['fresh', 'late', 'long']);
    expect([59_000, 119_999].map(wholeMinutes)).toEqual([59_000, 60_000]);
  });
  it('found words are marked around the first of them', () => {
    expect(marked('one (two) three', '(two').filter(({ isMarked }) => isMarked)).toMatchObject([{ text: '(two' }]);
    expect(marked(`${'x'.repeat(80)} two`, 'two')[0]?.text.startsWith('…')).toBe(true);
  });
  it('initials keep letters whole', () => {
    expect([initials('Ana Maria Lopez'), initials('😀 b'), initials('  ')]).toEqual(['AM', '😀B', '']);
  });
});

describe('a search whose pages end before they found anything', () => {
  const pages = (hitAt: number) => {
    const asked: (string | null)[] = [];
    const load = async (after: string | null) => {
      asked.push(after);
      const at = Number(after ?? 0);
      return { items: at === hitAt ? ['hit'] : [], next: at < 9 ? String(at + 1) : null };
    };
    return { asked, load };
  };

  it('goes on by itself until it found something', async () => {
    const { asked, load } = pages(3);
    expect(await pageWithHits(load, null)).toEqual({ items: ['hit'], next: '4' });
    expect(asked).toEqual([null, '1', '2', '3']);
  });
  it('asks the person after some, and goes on from there', async () => {
    const { asked, load } = pages(7);
    const barren = await pageWithHits(load, null);
    expect(barren).toEqual({ items: [], next: '5' });
    expect(await pageWithHits(load, barren.next)).toEqual({ items: ['hit'], next: '8' });
    expect(asked).toHaveLength(8);
  });
  it('ends with the last page', async () => {
    const { asked, load } = pages(-1);
    expect(await pageWithHits(load, '8')).toEqual({ items: [], next: null });
    expect(asked).toEqual(['8', '9']);
  });
});
