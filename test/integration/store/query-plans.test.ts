import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { LibsqlConnection } from '#adapters/store/sql/dialects/sqlite/libsql-connection';
import type { ConversationId } from '#domain/shared/ids';
import { faceIsolation } from '../../contract/store/isolation-face.js';
import { StoreWorld } from '../../contract/store/store-world.js';
import { encryptionKey, openSqliteFolder, temporaryFolder } from '../../support/stores.js';

type Heard = ReadonlyMap<string, readonly unknown[]>;

/** Every statement the store runs during `work`, with the values it ran with first. */
const statementsOf = async (work: () => Promise<unknown>): Promise<Heard> => {
  const heard = new Map<string, readonly unknown[]>();
  const { rows, first, run } = LibsqlConnection.prototype;
  const listening = <T>(method: (this: LibsqlConnection, sql: string, parameters: readonly unknown[]) => T) =>
    function (this: LibsqlConnection, sql: string, parameters: readonly unknown[]): T {
      if (/^(select|update|delete|insert|with)/.test(sql) && !heard.has(sql)) heard.set(sql, parameters);
      return method.call(this, sql, parameters);
    };
  Object.assign(LibsqlConnection.prototype, { rows: listening(rows), first: listening(first), run: listening(run) });
  try {
    await work();
  } finally {
    Object.assign(LibsqlConnection.prototype, { rows, first, run });
  }
  return heard;
};

const plansOf = (folder: string, statements: Heard): Map<string, string> => {
  const connection = new LibsqlConnection(join(folder, 'wakil.db'), encryptionKey, 0);
  const planOf = (sql: string, parameters: readonly unknown[]): string =>
    connection
      .rows(`explain query plan ${sql}`, parameters)
      .map((row) => String(row['detail']))
      .join(' | ');
  const plans = new Map([...statements].map(([sql, parameters]) => [sql, planOf(sql, parameters)]));
  connection.close();
  return plans;
};

const all = { after: null, limit: 20 };

/** What the panel and the widget ask and say all day. */
const daysOfTheFace = async (world: StoreWorld, conversationId: ConversationId): Promise<void> => {
  const { make, a } = world;
  const { conversations, orders, leads, files, flows, widget, invitations, knowledge, tenantId } = a.store;
  const { platform } = world.store;
  const { userId } = make.person;
  const { customerId } = (await world.find(conversationId)).state;
  const { session, file } = await faceIsolation(() => world).fillFace({ conversationId, customerId });
  for (const status of [undefined, 'open', 'closed'] as const)
    for (const filter of [{ assignee: userId }, { assignee: null }, { tag: 'vip' }, { tag: 'vip', assignee: userId }]) {
      const { next } = await conversations.page({ ...filter, ...(status && { status }) }, { ...all, limit: 1 }, userId);
      await conversations.page(filter, { after: next, limit: 1 }, null);
    }
  await world.change(conversationId, { tags: ['other'] });
  await Promise.all([conversations.counts(), conversations.notes(conversationId), orders.counts(), leads.counts()]);
  for (const about of [{}, { status: 'new' }, { formId: make.ids.form() }, { assignee: userId }] as const)
    await leads.page(about, all);
  await Promise.all([knowledge.countInUse(), knowledge.openGaps(5), knowledge.newestTurns(new Date(0), 5)]);
  const [document] = await knowledge.list();
  for (const quotable of [undefined, true, false])
    await knowledge.sentences(document!.id, 1, { quotable, after: -1, limit: 5 });
  await a.store.catalogue.snapshot();
  await Promise.all([files.totalBytes(), flows.list(), widget.settings(), invitations.listOpen()]);
  await files.attach(file.id, conversationId);
  await widget.touchSession(session.state.id, world.clock.now(), { readSeq: 1 });
  await widget.saveSession(session);
  await Promise.all([widget.latestSessionOf(session.state.visitorId), widget.sessionOf(conversationId)]);
  await platform.mails.add([make.aMail({ tenantId })]);
  for (const mail of await platform.mails.claim(5, 1_000)) await platform.mails.settle(mail.id, { sent: true });
  const link = make.aLink();
  await platform.addOneTimeLink(link);
  await platform.useOneTimeLink(link.hash, world.clock.now());
  await platform.idleWidgetSessions(world.clock.now(), 5);
  await platform.oldWidgetSessions(world.clock.now(), 5);
  await platform.findTenantBySlug('noor');
  await platform.whatsappSessions(5);
};

/** What an engine does with a session. */
const daysOfAnEngine = async ({ a, clock }: StoreWorld): Promise<void> => {
  const { sessions } = a.store;
  const { id } = a.channel;
  clock.advance(60_000);
  const { fence } = (await sessions.claim(id, 'node-2', 1_000))!;
  const change = { type: 'session', id: '1', value: Uint8Array.of(1) };
  await sessions.saveCredentials(id, fence, [change, { ...change, value: null }]);
  await Promise.all([sessions.find(id), sessions.list(), sessions.renew(id, fence, 1_000)]);
  await Promise.all([sessions.credentials(id, 'session'), sessions.credentials(id, 'session', ['1'])]);
  await sessions.saveLedger(id, fence, {});
  await sessions.wipeCredentials(id, fence);
  await sessions.release(id, fence);
};

/** Tables of which a tenant has many rows. */
const grow =
  'messages|message_words|conversations|conversation_tags|customers|customer_identities|customer_keys|turns|orders|leads|notes|widget_sessions|function_calls|search_terms';

/** One that asks for some of a tenant's rows, and is answered by looking at all of them. */
const walksTenant = ([sql, plan]: readonly [string, string]): boolean =>
  /^(select|update|delete)/.test(sql) &&
  /"tenant_id" = \? and "\w+" (=|in) /.test(sql) &&
  new RegExp(`SEARCH (${grow}) USING [^|]*\\(tenant_id=\\?\\)`).test(plan);

it('no statement of the engine’s daily work walks a whole table or a whole tenant, and no list is sorted by hand', async () => {
  const folder = temporaryFolder();
  const world = await StoreWorld.open({
    name: 'sqlite',
    available: true,
    open: (clock) => openSqliteFolder(clock, folder),
  });
  const { platform } = world.store;
  const { conversations, messages, turns, orders, catalogue, audit } = world.a.store;
  const statements = await statementsOf(async () => {
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
        await conversations.page({ ...(status && { status }), ...(mode && { mode }) }, all, null);
    await conversations.page({ customerId: conversation.state.customerId }, all, null);
    await conversations.page({ channelId: world.a.channel.id }, all, null);
    // A page of many customers is planned otherwise than one of two.
    for (let n = 0; n < 5; n += 1)
      await world.receive(world.a, { identities: [{ scheme: 'wa_phone', value: `9715000${n}` }] });
    await conversations.page({}, all, null);
    await messages.search('hello wor', all);
    await messages.search('hel', all);
    await turns.page(conversationId, all);
    await turns.answerFigures(new Date(0));
    for (const filter of [
      {},
      { status: 'pending' as const },
      { conversationId },
      { customerId: conversation.state.customerId },
    ])
      await orders.page(filter, all);
    await catalogue.pageServices(all);
    for (const filter of [{}, { action: 'a' }, { target: 't' }, { actor: 'x' }]) await audit.page(filter, all);
    await daysOfTheFace(world, conversationId);
    await daysOfAnEngine(world);
    await platform.dueTurns(10);
    await platform.dueReadings(10);
    await platform.dueDeliveries(10);
    await platform.dueDeliveries(10, 'node-1');
    await platform.openWishes(30_000, 10);
    await platform.unappliedTurns(10);
  });
  await world.store.close();
  const plans = plansOf(folder, statements);
  rmSync(folder, { recursive: true, force: true });

  expect(plans.size).toBeGreaterThan(80);
  // `SCAN … USING INDEX` of a partial index walks only what is due.
  const walks = [...plans].filter(([, plan]) =>
    /\bSCAN (?!CONSTANT ROW)(?!.*USING (COVERING )?INDEX (turns_unapplied|turns_due|deliveries_due|mails_due|knowledge_documents_due|channel_wishes_open))/.test(
      plan,
    ),
  );
  expect(walks).toEqual([]);
  expect([...plans].filter(walksTenant)).toEqual([]);
  // The few ways a customer is known by, and the one or two messages of one name at a provider, may be put in order by hand.
  const sorted = [...plans].filter(
    ([sql, plan]) => plan.includes('TEMP B-TREE') && !/"customer_identities"|"external_id" = \?/.test(sql),
  );
  expect(sorted).toEqual([]);
});
