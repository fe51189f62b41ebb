import { rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { LibsqlConnection } from '#adapters/store/sql/dialects/sqlite/libsql-connection';
import { StoreWorld } from '../../contract/store/store-world.js';
import { openSqliteFolder, temporaryFolder } from '../../support/stores.js';

/** Runs `work` and collects the plan of every statement of the store that was prepared meanwhile. */
const plansOf = async (work: () => Promise<unknown>): Promise<Map<string, string>> => {
  const plans = new Map<string, string>();
  const original = { rows: LibsqlConnection.prototype.rows, first: LibsqlConnection.prototype.first, run: LibsqlConnection.prototype.run };
  const listening = <T>(method: (this: LibsqlConnection, sql: string, parameters: readonly unknown[]) => T) =>
    function (this: LibsqlConnection, sql: string, parameters: readonly unknown[]): T {
      if (/^(select|update|delete|insert|with)/.test(sql) && !plans.has(sql)) {
        const steps = original.rows.call(this, `explain query plan ${sql}`, parameters).map((row) => String(row['detail']));
        plans.set(sql, steps.join(' | '));
      }
      return method.call(this, sql, parameters);
    };
  LibsqlConnection.prototype.rows = listening(original.rows);
  LibsqlConnection.prototype.first = listening(original.first);
  LibsqlConnection.prototype.run = listening(original.run);
  try {
    await work();
  } finally {
    Object.assign(LibsqlConnection.prototype, original);
  }
  return plans;
};

const all = { after: null, limit: 20 };

it('no statement of the engine’s daily work walks a whole table, and no list is sorted by hand', async () => {
  const folder = temporaryFolder();
  const world = await StoreWorld.open({ name: 'sqlite', available: true, open: (clock) => openSqliteFolder(clock, folder) });
  const { platform } = world.store;
  const { conversations, messages, turns, orders, catalogue, audit } = world.a.store;
  const plans = await plansOf(async () => {
    const { conversationId, conversation } = await world.answered();
    const message = await world.claim(conversationId);
    await messages.settleDelivery(message.id, 1, { status: 'sent', externalId: 'x' });
    const receipt = { messageId: null, externalId: 'x', reason: null, at: world.clock.now() } as const;
    await messages.applyReceipt({ ...receipt, channelId: world.a.channel.id, status: 'read' });
    await conversations.save(conversation, {}).catch(() => undefined);
    await world.ordered();
    for (const after of [null, (await messages.page(conversationId, { after: null, limit: 1 })).next])
      await messages.page(conversationId, { after, limit: 1 });
    for (const status of [undefined, 'open', 'closed'] as const)
      for (const mode of [undefined, 'human', 'assistant'] as const)
        await conversations.page({ ...(status && { status }), ...(mode && { mode }) }, all);
    await conversations.page({ customerId: conversation.state.customerId }, all);
    await conversations.page({ channelId: world.a.channel.id }, all);
    await messages.search('hello wor', all);
    await messages.search('hel', all);
    await turns.page(conversationId, all);
    for (const filter of [{}, { status: 'pending' as const }, { conversationId }]) await orders.page(filter, all);
    await catalogue.pageServices(all);
    for (const filter of [{}, { action: 'a' }, { target: 't' }, { actor: 'x' }]) await audit.page(filter, all);
    await platform.dueTurns(10);
    await platform.dueDeliveries(10);
    await platform.unappliedTurns(10);
  });
  await world.close();
  rmSync(folder, { recursive: true, force: true });

  expect(plans.size).toBeGreaterThan(40);
  // `SCAN … USING INDEX` of a partial index walks only what is due.
  const walks = [...plans].filter(([, plan]) => /\bSCAN (?!CONSTANT ROW)(?!.*USING (COVERING )?INDEX (turns_unapplied|turns_due|deliveries_due))/.test(plan));
  expect(walks).toEqual([]);
  const sorted = [...plans].filter(([sql, plan]) => plan.includes('TEMP B-TREE') && !sql.includes('"customer_identities"'));
  expect(sorted).toEqual([]);
});
