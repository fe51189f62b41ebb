import { describe, expect, it } from 'vitest';
import type { Place } from '#adapters/store/sealing/envelope';
import { OpenedValues } from '#adapters/store/sealing/opened-values';

const place: Place = { tenantId: 'ten_a', table: 'notes', row: 'not_1', column: 'text' };
const second = 1_000;

describe('values that were opened a moment ago', () => {
  it('are found again in their place alone', () => {
    const opened = new OpenedValues();
    opened.keep(place, 'sealed', 'hello', 0);
    expect(opened.find(place, 'sealed', 0)).toBe('hello');
    expect(opened.find(place, 'sealed otherwise', 0)).toBeUndefined();
    for (const other of [{ tenantId: 'ten_b' }, { table: 'messages' }, { row: 'not_2' }, { column: 'body' }])
      expect(opened.find({ ...place, ...other }, 'sealed', 0), JSON.stringify(other)).toBeUndefined();
  });

  it('are not found for an envelope that differs in its last letter', () => {
    const opened = new OpenedValues();
    const head = 'k'.repeat(100);
    opened.keep(place, `${head}a`, 'hello', 0);
    expect(opened.find(place, `${head}b`, 0)).toBeUndefined();
    expect(opened.find(place, `${head}a`, 0)).toBe('hello');
  });

  it('are forgotten two minutes after they were last asked for', () => {
    const opened = new OpenedValues();
    opened.keep(place, 'sealed', 'hello', 0);
    expect(opened.find(place, 'sealed', 61 * second)).toBe('hello');
    expect(opened.find(place, 'sealed', 125 * second)).toBe('hello');
    expect(opened.find(place, 'sealed', 246 * second)).toBeUndefined();
  });

  it('are forgotten one minute later where nobody asks', () => {
    const opened = new OpenedValues();
    opened.keep(place, 'sealed', 'hello', 10 * second);
    opened.keep(place, 'other', 'x', 75 * second);
    opened.keep(place, 'another', 'x', 140 * second);
    expect(opened.find(place, 'sealed', 140 * second)).toBeUndefined();
    expect(opened.find(place, 'other', 140 * second)).toBe('x');
  });

  it('are forgotten when the clock was set back', () => {
    const opened = new OpenedValues();
    opened.keep(place, 'sealed', 'hello', 500 * second);
    expect(opened.find(place, 'sealed', 400 * second)).toBeUndefined();
  });

  it('never fill the memory: the oldest make room, and long ones are not kept', () => {
    const opened = new OpenedValues();
    const text = 'x'.repeat(900);
    for (let nth = 0; nth < 10_000; nth += 1) opened.keep(place, `${nth}`.padEnd(900, '.'), text, 0);
    const kept = Array.from({ length: 10_000 }, (_, nth) => nth).filter(
      (nth) => opened.find(place, `${nth}`.padEnd(900, '.'), 0) !== undefined,
    );
    expect(kept.length).toBeGreaterThan(200);
    expect(kept.length).toBeLessThan(600);
    expect(opened.find(place, '9999'.padEnd(900, '.'), 0)).toBe(text);
    opened.keep(place, 'y'.repeat(3_000), 'long', 0);
    expect(opened.find(place, 'y'.repeat(3_000), 0)).toBeUndefined();
  });

  it('are all gone once somebody was erased', () => {
    const opened = new OpenedValues();
    opened.keep(place, 'sealed', 'hello', 0);
    opened.clear();
    expect(opened.find(place, 'sealed', 0)).toBeUndefined();
  });
});
