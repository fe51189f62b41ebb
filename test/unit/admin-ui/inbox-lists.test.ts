import { describe, expect, it } from 'vitest';
import {
  fits,
  isBefore,
  type ListData,
  merged,
  placed,
  rowsOf,
  withFreshHead,
} from '../../../admin-ui/src/features/inbox/model/list-cache.js';
import { threadItems } from '../../../admin-ui/src/features/inbox/model/thread-items.js';

type Row = Parameters<typeof placed>[1];
const row = (id: string, second: number, about: object = {}): Row =>
  ({
    conversation: {
      id,
      lastMessageAt: new Date(second * 1_000).toISOString(),
      status: 'open',
      mode: 'assistant',
      assignee: null,
      holder: null,
      channelId: 'chn_1',
      tags: [],
      ...about,
    },
  }) as never;
const data = (...pages: [Row[], string | null][]): ListData => ({
  pages: pages.map(([items, next]) => ({ items, next })),
  pageParams: pages.map(() => null),
});
const ids = (list: ListData) => rowsOf(list).map(({ conversation }) => conversation.id as string);

describe('a list of conversations', () => {
  const two = data([[row('d', 40), row('c', 30)], 'x'], [[row('b', 20)], 'y']);

  it('moves a conversation up when somebody writes in it', () => {
    expect(ids(placed(two, row('b', 50), true))).toEqual(['b', 'd', 'c']);
    expect(ids(placed(two, row('n', 25), true))).toEqual(['d', 'c', 'n', 'b']);
  });
  it('takes out what no longer belongs', () => {
    expect(ids(placed(two, row('d', 60), false))).toEqual(['c', 'b']);
  });
  it('leaves to the server what is older than anything loaded, unless the end is loaded', () => {
    expect(ids(placed(two, row('a', 1), true))).toEqual(['d', 'c', 'b']);
    expect(ids(placed(data([[row('b', 20)], null]), row('a', 1), true))).toEqual(['b', 'a']);
  });
  it('heals from a fresh first page', () => {
    const fresh = withFreshHead(two, { items: [row('e', 60), row('c', 30)], next: 'x' });
    expect(ids(fresh)).toEqual(['e', 'c', 'b']);
    expect(ids(withFreshHead(two, { items: [row('c', 30)], next: null }))).toEqual(['c']);
  });
  it('orders a tie by id and merges without doubles', () => {
    expect(isBefore(row('b', 1), row('a', 1))).toBe(true);
    const both = merged([row('c', 30), row('a', 10)], [row('b', 20), row('a', 10)]);
    expect(both.map(({ conversation }) => conversation.id)).toEqual(['c', 'b', 'a']);
  });
  it('knows what the server would list', () => {
    const mine = row('a', 1, { assignee: 'usr_me', tags: ['vip'] });
    expect(fits(mine, { status: 'open', assignee: 'me', tag: 'vip' }, 'usr_me')).toBe(true);
    expect(fits(mine, { status: 'open', assignee: 'none' }, 'usr_me')).toBe(false);
    expect(fits(mine, { status: 'closed' }, 'usr_me')).toBe(false);
    expect(fits(mine, { status: 'open', mode: 'waiting' }, 'usr_me')).toBe(false);
  });
});

describe('a thread', () => {
  const message = (seq: number, at: string, about: object = {}) =>
    ({ id: `msg_${seq}`, seq, createdAt: at, direction: 'in', author: { kind: 'customer' }, ...about }) as never;
  const base = { notes: [], pending: [], hasOlder: false, readSeq: null, dayOf: (iso: string) => iso.slice(0, 10) };
  const kinds = (input: Partial<Parameters<typeof threadItems>[0]>) =>
    threadItems({ ...base, messages: [], ...input }).map(({ key }) => key);
  const messages = [
    message(1, '2026-01-01T10:00:00Z'),
    message(2, '2026-01-01T10:01:00Z'),
    message(3, '2026-01-02T09:00:00Z'),
  ];

  it('is divided by days, and by what is new', () => {
    expect(kinds({ messages, readSeq: 1 })).toEqual([
      'day-2026-01-01',
      'msg_1',
      'new',
      'msg_2',
      'day-2026-01-02',
      'msg_3',
    ]);
  });
  it('holds notes where they were written, and none from before what is shown', () => {
    const note = (id: string, at: string) => ({ id, at }) as never;
    const notes = [note('old', '2025-12-01T00:00:00Z'), note('n', '2026-01-01T10:00:30Z')];
    expect(kinds({ messages, notes, hasOlder: true }).filter((key) => !key.startsWith('day'))).toEqual([
      'msg_1',
      'n',
      'msg_2',
      'msg_3',
    ]);
    expect(kinds({ messages, notes })).toContain('old');
  });
  it('joins messages of one author and keeps what is on its way at the end, once', () => {
    const items = threadItems({ ...base, messages });
    expect(items.flatMap((each) => (each.kind === 'message' ? [each.isFirst] : []))).toEqual([true, false, true]);
    const pending = (key: string, messageId: string | null) =>
      ({ key, messageId, at: '2026-01-02T09:01:00Z' }) as never;
    expect(kinds({ messages, pending: [pending('p', null), pending('q', 'msg_3')] }).slice(-2)).toEqual(['msg_3', 'p']);
  });
});
