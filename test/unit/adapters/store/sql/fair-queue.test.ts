import { describe, expect, it } from 'vitest';
import { FairQueue } from '#adapters/store/sql/dialects/sqlite/fair-queue';

const taken = (queue: FairQueue<string>, count = Number.POSITIVE_INFINITY): string[] => {
  const items: string[] = [];
  for (let item: string | undefined; items.length < count; items.push(item)) {
    item = queue.next();
    if (item === undefined) return items;
  }
  return items;
};

const of = (tenantId: string) => ({ tenantId });

describe('the fair queue', () => {
  it('keeps the order of arrival within a tenant, and lets tenants take turns', () => {
    const queue = new FairQueue<string>();
    for (const item of ['a1', 'a2', 'a3', 'b1', 'b2', 'c1']) queue.add(of(item.charAt(0)), item);
    expect(queue.size).toBe(6);
    expect(taken(queue)).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
    expect([queue.size, queue.next()]).toEqual([0, undefined]);
  });

  it('puts who comes now and then before the backlog of another, every time', () => {
    const queue = new FairQueue<string>();
    for (let index = 0; index < 2_000; index += 1) queue.add(of('busy'), `b${index}`);
    for (let time = 0; time < 5; time += 1) {
      expect(taken(queue, 300)).not.toContain('q');
      queue.add(of('quiet'), 'q');
      expect(taken(queue, 2)).toContain('q');
    }
  });

  it('lets nobody save up turns while away', () => {
    const queue = new FairQueue<string>();
    for (let index = 0; index < 100; index += 1) queue.add(of('a'), 'a');
    taken(queue, 50);
    for (let index = 0; index < 10; index += 1) queue.add(of('b'), 'b');
    expect(taken(queue, 10).filter((item) => item === 'b')).toHaveLength(5);
  });

  it('remembers who was served just now, also when that one left nothing behind', () => {
    const queue = new FairQueue<string>();
    for (const item of ['b1', 'b2', 'b3']) queue.add(of('b'), item);
    queue.add(of('a'), 'a1');
    expect(taken(queue, 2)).toEqual(['b1', 'a1']);
    queue.add(of('a'), 'a2');
    queue.add(of('a'), 'a3');
    expect(taken(queue)).toEqual(['b2', 'a2', 'b3', 'a3']);
  });

  it('serves several look-ups of the platform, which all tenants wait for, in the time of one unit of a tenant', () => {
    const queue = new FairQueue<string>();
    for (let index = 0; index < 20; index += 1) queue.add('platform', 'p');
    for (let index = 0; index < 3; index += 1) queue.add(of('a'), 'a');
    expect(taken(queue, 12).filter((item) => item === 'p').length).toBeGreaterThanOrEqual(9);
    expect(taken(queue)).toContain('a');
  });

  it('loses nothing of a long line, whoever comes and goes meanwhile', () => {
    const queue = new FairQueue<string>();
    for (let index = 0; index < 1_500; index += 1) queue.add(of('busy'), `b${index}`);
    const seen: string[] = [];
    for (let index = 0; index < 700; index += 1) {
      queue.add(of(`t${index}`), `t${index}`);
      seen.push(...taken(queue, 2));
    }
    seen.push(...taken(queue));
    expect(new Set(seen).size).toBe(2_200);
    const busy = seen.filter((item) => item.startsWith('b'));
    expect(busy).toEqual(Array.from({ length: 1_500 }, (_, index) => `b${index}`));
  });
});
