import { describe, expect, it } from 'vitest';
import { acrossTenants } from '#adapters/store/mongo/platform/platform-reader';
import { CommandWatch } from '../../../../support/watch-commands.js';

const own = { tenant_id: 'ten_a' };
const violations = (commandName: string, command: Readonly<Record<string, unknown>>): readonly string[] => {
  const watch = new CommandWatch();
  watch.see({ commandName, command });
  return watch.violations;
};

describe('the watch over commands', () => {
  it.each([
    ['find', { find: 'messages', filter: { id: 'msg_1' } }],
    ['find', { find: 'messages', filter: { tenant_id: { $ne: 'ten_a' } } }],
    ['aggregate', { aggregate: 'messages', pipeline: [{ $group: { _id: 1 } }] }],
    ['aggregate', { aggregate: 'messages', pipeline: [], comment: acrossTenants }],
    ['insert', { insert: 'messages', documents: [own, {}] }],
    ['update', { update: 'messages', updates: [{ q: {} }], comment: acrossTenants }],
    ['delete', { delete: 'messages', deletes: [{ q: own }, { q: {} }] }],
    ['findAndModify', { findAndModify: 'messages', query: {} }],
    ['mapReduce', { mapReduce: 'messages', query: own }],
  ])('sees a %s that names no tenant', (name, command) => {
    expect(violations(name, command)).toHaveLength(1);
  });

  it.each([
    ['find', { find: 'messages', filter: own }],
    ['find', { find: 'messages', filter: {}, comment: acrossTenants }],
    ['find', { find: 'users', filter: {} }],
    ['insert', { insert: 'messages', documents: [own] }],
    ['update', { update: 'messages', updates: [{ q: own }] }],
  ])('lets a %s be that is as it should be', (name, command) => {
    expect(violations(name, command)).toEqual([]);
  });
});
