import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuditDraft, type AuditEntry, chained, firstBrokenLink } from '#domain/compliance/audit-entry';
import { UserId } from '#domain/shared/ids';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

const draft = (target: string, facts: AuditDraft['facts'] = {}): AuditDraft => ({
  actor: { kind: 'human', userId: UserId('usr_1'), name: 'Sara' },
  action: 'order.approved',
  target,
  facts,
  at: new Date('2026-01-01T10:00:00Z'),
});

const logOf = (targets: readonly string[]): AuditEntry[] => {
  const log: AuditEntry[] = [];
  for (const target of targets) log.push(chained(draft(target, { n: log.length }), log.at(-1) ?? null, sha256));
  return log;
};

const targets = fc.array(fc.string({ minLength: 1, maxLength: 8 }), { minLength: 2, maxLength: 10 });
const logAndPlace = targets.chain((each) => fc.tuple(fc.constant(logOf(each)), fc.nat({ max: each.length - 1 })));

describe('the audit log', () => {
  it('holds while nobody touches it', () => {
    fc.assert(
      fc.property(targets, (each) => {
        expect(firstBrokenLink(logOf(each), sha256)).toBeNull();
      }),
    );
  });

  it('tells the first entry that was edited, whichever field it was', () => {
    const edits: readonly ((entry: AuditEntry) => AuditEntry)[] = [
      (entry) => ({ ...entry, action: `${entry.action}x` }),
      (entry) => ({ ...entry, actor: 'assistant' }),
      (entry) => ({ ...entry, target: `${entry.target}x` }),
      (entry) => ({ ...entry, facts: { ...entry.facts, n: -1 } }),
      (entry) => ({ ...entry, at: new Date(entry.at.getTime() + 1) }),
      (entry) => ({ ...entry, hash: sha256('forged') }),
      (entry) => ({ ...entry, previousHash: sha256('forged') }),
      (entry) => ({ ...entry, seq: entry.seq + 1 }),
    ];
    fc.assert(
      fc.property(logAndPlace, fc.constantFrom(...edits), ([log, place], edit) => {
        const forged = log.map((entry, index) => (index === place ? edit(entry) : entry));
        expect(firstBrokenLink(forged, sha256)).toBe(place + 1);
      }),
    );
  });

  it('tells that an entry was rewritten together with its own hash: the next link breaks', () => {
    fc.assert(
      fc.property(logAndPlace, ([log, place]) => {
        fc.pre(place < log.length - 1);
        const rewritten = chained(draft('another'), log[place - 1] ?? null, sha256);
        const forged = log.map((entry, index) => (index === place ? rewritten : entry));
        expect(firstBrokenLink(forged, sha256)).toBe(place + 2);
      }),
    );
  });

  it('tells that an entry was removed', () => {
    fc.assert(
      fc.property(logAndPlace, ([log, place]) => {
        fc.pre(place < log.length - 1);
        expect(firstBrokenLink(log.toSpliced(place, 1), sha256)).toBe(place + 1);
      }),
    );
  });

  it('tells that two entries changed places', () => {
    fc.assert(
      fc.property(logAndPlace, ([log, place]) => {
        fc.pre(place < log.length - 1);
        const swapped = log.toSpliced(place, 2, log[place + 1] as AuditEntry, log[place] as AuditEntry);
        expect(firstBrokenLink(swapped, sha256)).toBe(place + 1);
      }),
    );
  });

  it('hashes the same facts alike whatever the order of their keys', () => {
    const one = chained(draft('ord_1', { a: 1, b: 2 }), null, sha256);
    expect(chained(draft('ord_1', { b: 2, a: 1 }), null, sha256).hash).toBe(one.hash);
  });
});
