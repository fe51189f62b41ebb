import type { Customer } from '#domain/conversation/customer';
import { afterReading } from '#domain/knowledge/knowledge-document';
import type { ConversationId, CustomerId } from '#domain/shared/ids';
import type { Business, StoreWorld } from './store-world.js';

type Of = { readonly conversationId: ConversationId; readonly customerId: CustomerId };

const secret = Uint8Array.of(1, 2, 3);

/** What the panel and the widget add to business A, for the specification that business B must never meet it. */
export const faceIsolation = (world: () => StoreWorld) => {
  /** A function of the business, asked once. */
  const addedCall = async ({ store }: Business) => {
    const { make } = world();
    const { tenantId } = store;
    const saved = await store.functions.save(make.aFunction(tenantId), make.anAudit());
    await store.functionCalls.add(make.aFunctionCall(tenantId, saved.id), new Date(0));
    return saved;
  };
  /** A document that was read. */
  const fillKnowledge = async ({ store }: Business) => {
    const { make } = world();
    const document = make.aDocument(store.tenantId);
    const added = await store.knowledge.save(document, make.anAudit());
    const facts = { pages: null, sentences: 1, quotable: 1, questionRows: 0, isCut: false };
    const read = afterReading(added, 1, { format: 'text', facts });
    const sentences = make.sentences(added.id, 1, ['Parking is behind the house.']);
    const saved = await store.knowledge.save(read, make.anAudit(), sentences);
    await store.knowledge.saveVectors('small', new Map(sentences.map(({ id }) => [id, Uint8Array.of(1, 2)])));
    return saved;
  };
  const addedGap = async ({ store }: Business) => {
    const gap = world().make.aGap(store.tenantId);
    await store.knowledge.addGap(gap);
    return gap;
  };
  /** Beside it what the holder shows. */
  const wished = async ({ store, channel }: Business, fence: number): Promise<number> => {
    await store.sessions.show(channel.id, fence, 'shown by its holder');
    return store.wishes.add(channel.id, { want: 'pause' });
  };
  const fillFace = async ({ conversationId, customerId }: Of, at: Business = world().a) => {
    const { make } = world();
    const { store } = at;
    const { tenantId } = store;
    const audit = make.anAudit();
    const lease = await store.sessions.claim(at.channel.id, 'node-1', 60_000);
    await store.sessions.saveCredentials(at.channel.id, lease?.fence ?? 0, [{ type: 'creds', id: '', value: secret }]);
    await store.widget.saveSettings({ ...(await store.widget.settings()), primaryColour: '#123456' }, null);
    await store.conversations.markRead(conversationId, make.person.userId, 1);
    await world().change(conversationId, { tags: ['vip'], assignee: make.person.userId }, at);
    const card: Customer = { ...(await store.conversations.findCustomer(customerId))!, email: 'amal@example.com' };
    await store.understandings.save({ key: 'of a', learnt: '{}', trainedAt: audit.at });
    return {
      card: await store.conversations.saveCustomer(card, audit),
      note: await store.conversations.addNote(make.aNote(tenantId, conversationId), audit),
      session: await store.widget.saveSession(make.aWidgetSession(tenantId, { conversationId })),
      flow: await store.flows.save(make.aFlow(tenantId), audit),
      form: await store.forms.save(make.aForm(tenantId), audit),
      canned: await store.cannedReplies.save(make.aCannedReply(tenantId), audit),
      lead: await store.leads.save(make.aLead(tenantId), audit),
      file: await store.files.add(make.aFile(tenantId)),
      called: await addedCall(at),
      invitation: await store.invitations.save(make.anInvitation(tenantId), audit),
      document: await fillKnowledge(at),
      gap: await addedGap(at),
      testCase: await store.testCases.save(make.aTestCase(tenantId), audit),
      linked: await store.sessions.save(make.aChannelSession(at.channel), lease?.fence ?? 0),
      wish: await wished(at, lease?.fence ?? 0),
      fence: lease?.fence ?? 0,
    };
  };
  type Filled = Of & { readonly face: Awaited<ReturnType<typeof fillFace>> };
  type Case<T> = Record<string, (of: Filled) => Promise<T>>;
  const b = () => world().b.store;
  const audit = () => world().make.anAudit();
  const all = { after: null, limit: 100 };

  const reads: Case<unknown> = {
    'widget.findSession': ({ face }) => b().widget.findSession(face.session.state.id),
    'widget.latestSessionOf': ({ face }) => b().widget.latestSessionOf(face.session.state.visitorId),
    'widget.sessionOf': (of) => b().widget.sessionOf(of.conversationId),
    'flows.find': ({ face }) => b().flows.find(face.flow.id),
    'forms.find': ({ face }) => b().forms.find(face.form.id),
    'cannedReplies.find': ({ face }) => b().cannedReplies.find(face.canned.id),
    'leads.find': ({ face }) => b().leads.find(face.lead.id),
    'files.find': ({ face }) => b().files.find(face.file.id),
    'sessions.find': () => b().sessions.find(world().a.channel.id),
    'wishes.state': ({ face }) => b().wishes.state(face.linked.channelId, face.wish),
    'sessions.claim': () => b().sessions.claim(world().a.channel.id, 'thief', 60_000),
    'functions.find': ({ face }) => b().functions.find(face.called.id),
    'knowledge.find': ({ face }) => b().knowledge.find(face.document.id),
    'knowledge.claimReading': ({ face }) => b().knowledge.claimReading(face.document.id, 60_000),
    'testCases.find': ({ face }) => b().testCases.find(face.testCase.id),
    'invitations.find': ({ face }) => b().invitations.find(face.invitation.id),
    'understandings.find': () => b().understandings.find(),
  };
  /** Numbers and defaults: what they are in a business that has nothing. */
  const nothing = (value: unknown): readonly unknown[] =>
    Object.values(value as Record<string, number>).some((count) => count !== 0) ? [value] : [];
  const lists: Case<readonly unknown[]> = {
    'conversations.page by tag': async () =>
      (await b().conversations.page({ tag: 'vip' }, all, world().make.person.userId)).items,
    'conversations.page by assignee': async () =>
      (await b().conversations.page({ assignee: world().make.person.userId }, all, null)).items,
    'conversations.counts': async () => nothing(await b().conversations.counts()),
    'conversations.inboxCounts': async () => nothing(await b().conversations.inboxCounts(world().make.person.userId)),
    'conversations.tags': () => b().conversations.tags(),
    'conversations.readSeq': async (of) =>
      nothing({ seq: await b().conversations.readSeq(of.conversationId, world().make.person.userId) }),
    'conversations.notes': (of) => b().conversations.notes(of.conversationId),
    'turns.answerFigures': async () => {
      const { answered, byAssistantAlone } = await b().turns.answerFigures(new Date(0));
      return nothing({ answered, byAssistantAlone });
    },
    'orders.counts': async () => nothing(await b().orders.counts()),
    'widget.settings': async () => ((await b().widget.settings()).version === 0 ? [] : ['not the default']),
    'flows.list': () => b().flows.list(),
    'forms.list': () => b().forms.list(),
    'cannedReplies.list': () => b().cannedReplies.list(),
    'leads.page': async () => (await b().leads.page({}, all)).items,
    'leads.counts': async () => nothing(await b().leads.counts()),
    'files.totalBytes': async () => nothing({ bytes: await b().files.totalBytes() }),
    'conversations.joinIdentities': () =>
      b().conversations.joinIdentities(
        { scheme: 'wa_phone', value: '+971500000001' },
        { scheme: 'wa_lid', value: 'stolen' },
      ),
    'sessions.list': () => b().sessions.list(),
    'sessions.holding': async () => {
      const { isHeld, shown } = await b().sessions.holding(world().a.channel.id);
      return isHeld || shown !== null ? ['held'] : [];
    },
    'sessions.credentials': () => b().sessions.credentials(world().a.channel.id, 'creds'),
    'sessions.credentials by id': () => b().sessions.credentials(world().a.channel.id, 'creds', ['']),
    'functions.list': () => b().functions.list(),
    'functionCalls.page': async ({ face }) => (await b().functionCalls.page(face.called.id, all)).items,
    'invitations.listOpen': () => b().invitations.listOpen(),
    'knowledge.list': () => b().knowledge.list(),
    'knowledge.sentences': ({ face }) => b().knowledge.sentences(face.document.id, 1, { after: -1, limit: 10 }),
    'knowledge.countInUse': async () => nothing({ count: await b().knowledge.countInUse() }),
    'knowledge.vectors': async () => [...(await b().knowledge.vectors('small'))],
    'knowledge.openGaps': () => b().knowledge.openGaps(10),
    'knowledge.knownGaps': ({ face }) => b().knowledge.knownGaps([face.gap.id]),
    'knowledge.newestTurns': () => b().knowledge.newestTurns(new Date(0), 10),
    'catalogue.snapshot of documents': async () => [...((await b().catalogue.snapshot()).knowledge?.titles ?? [])],
    'testCases.list': () => b().testCases.list(),
  };
  const writes: Case<unknown> = {
    'understandings.save': () =>
      b().understandings.save({ key: 'stolen', learnt: '{}', trainedAt: world().clock.now() }),
    'conversations.markRead': (of) => b().conversations.markRead(of.conversationId, world().make.person.userId, 9),
    'conversations.addNote': (of) =>
      b().conversations.addNote(world().make.aNote(b().tenantId, of.conversationId, 'planted'), audit()),
    'conversations.saveCustomer': ({ face }) =>
      b().conversations.saveCustomer({ ...face.card, name: 'stolen' }, audit()),
    'conversations.saveCustomer under its own name': ({ face }) =>
      b().conversations.saveCustomer({ ...face.card, tenantId: b().tenantId, name: 'stolen' }, audit()),
    'conversations.eraseCustomer': (of) => b().conversations.eraseCustomer(of.customerId, audit()),
    'widget.saveSettings': async () =>
      b().widget.saveSettings({ ...(await world().a.store.widget.settings()), enabled: false }, null),
    'widget.noteSeen': () => b().widget.noteSeen('https://stolen.example', world().clock.now()),
    'widget.saveSession': ({ face }) => b().widget.saveSession(face.session.close(world().clock.now())),
    'widget.touchSession': ({ face }) =>
      b().widget.touchSession(face.session.state.id, new Date('2030-01-01'), { readSeq: 9 }),
    'flows.save': ({ face }) => b().flows.save({ ...face.flow, name: 'stolen' }, audit()),
    'flows.remove': ({ face }) => b().flows.remove(face.flow, audit()),
    'flows.remove under its own name': ({ face }) =>
      b().flows.remove({ ...face.flow, tenantId: b().tenantId }, audit()),
    'forms.save': ({ face }) => b().forms.save({ ...face.form, tenantId: b().tenantId, name: 'stolen' }, audit()),
    'forms.remove': ({ face }) => b().forms.remove(face.form, audit()),
    'cannedReplies.save': ({ face }) => b().cannedReplies.save({ ...face.canned, shortcut: 'stolen' }, audit()),
    'cannedReplies.remove': ({ face }) => b().cannedReplies.remove(face.canned, audit()),
    'leads.save': ({ face }) => b().leads.save({ ...face.lead, tenantId: b().tenantId, status: 'lost' }, audit()),
    'files.add': ({ face }) => b().files.add({ ...face.file, name: 'stolen' }),
    'files.attach': async ({ face }) =>
      b().files.attach(face.file.id, (await world().receive(world().b)).conversationId),
    'messages.settleMedia': () => b().messages.settleMedia(world().a.channel.id, 'in-1', { state: 'gone' }),
    'messages.claimMedia': async (of) => {
      const [first] = await world().a.store.messages.since(of.conversationId, 0, 1);
      await b().messages.claimMedia(first!.id, 1_000);
    },
    'messages.retryMedia': async (of) => {
      const [first] = await world().a.store.messages.since(of.conversationId, 0, 1);
      await b().messages.retryMedia(first!.id, 1_000);
    },
    'messages.transcribe': async (of) => {
      const [first] = await world().a.store.messages.since(of.conversationId, 0, 1);
      await b().messages.transcribe(first!.id, 'planted');
    },
    'sessions.save': ({ face }) => b().sessions.save({ ...face.linked, engine: 'stolen' }, face.fence),
    'sessions.save under its own name': ({ face }) =>
      b().sessions.save({ ...face.linked, tenantId: b().tenantId, engine: 'stolen' }, face.fence),
    'sessions.show': ({ face }) => b().sessions.show(face.linked.channelId, face.fence, 'stolen'),
    'wishes.add': ({ face }) => b().wishes.add(face.linked.channelId, { want: 'log_out' }),
    'wishes.begin': ({ face }) => b().wishes.begin(face.linked.channelId, face.wish),
    'wishes.end': ({ face }) => b().wishes.end(face.linked.channelId, face.wish, 'stolen'),
    'sessions.saveLedger': ({ face }) => b().sessions.saveLedger(face.linked.channelId, face.fence, { stolen: true }),
    'sessions.renew': ({ face }) => b().sessions.renew(face.linked.channelId, face.fence, 9_999_999),
    'sessions.release': ({ face }) => b().sessions.release(face.linked.channelId, face.fence),
    'sessions.saveCredentials': ({ face }) =>
      b().sessions.saveCredentials(face.linked.channelId, face.fence, [{ type: 'creds', id: '', value: null }]),
    'sessions.wipeCredentials': ({ face }) => b().sessions.wipeCredentials(face.linked.channelId, face.fence),
    'functions.save': ({ face }) => b().functions.save({ ...face.called, name: 'stolen' }, audit()),
    'functions.remove': ({ face }) => b().functions.remove(face.called, audit()),
    'functionCalls.add': ({ face }) =>
      b().functionCalls.add(
        world().make.aFunctionCall(b().tenantId, face.called.id, { outcome: 'planted' }),
        new Date('2100-01-01'),
      ),
    'knowledge.save': ({ face }) => b().knowledge.save({ ...face.document, title: 'stolen' }, audit()),
    'knowledge.save under its own name': ({ face }) =>
      b().knowledge.save({ ...face.document, tenantId: b().tenantId, title: 'stolen' }, audit()),
    'knowledge.remove': ({ face }) => b().knowledge.remove(face.document, audit()),
    'knowledge.remove under its own name': ({ face }) =>
      b().knowledge.remove({ ...face.document, tenantId: b().tenantId }, audit()),
    'knowledge.saveVectors': async () => {
      const theirs = [...(await world().a.store.knowledge.vectors('small')).keys()];
      await b().knowledge.saveVectors('small', new Map(theirs.map((id) => [id, Uint8Array.of(9)])));
    },
    'knowledge.addGap': ({ face }) => b().knowledge.addGap({ ...face.gap, text: 'stolen' }),
    'knowledge.settleGaps': ({ face }) => b().knowledge.settleGaps([face.gap.id], 'dismissed', null, audit()),
    'testCases.save': ({ face }) => b().testCases.save({ ...face.testCase, question: 'stolen' }, audit()),
    'testCases.remove': ({ face }) => b().testCases.remove({ ...face.testCase, tenantId: b().tenantId }, audit()),
    'files.remove': ({ face }) => b().files.remove(face.file.id),
    'invitations.save': ({ face }) =>
      b().invitations.save({ ...face.invitation, tenantId: b().tenantId, status: 'withdrawn' }, audit()),
  };
  /** What is a record of A may not be stored in B, new or not. */
  const news: Record<string, () => Promise<unknown>> = {
    flow: () => b().flows.save(world().make.aFlow(world().a.store.tenantId), audit()),
    function: () => b().functions.save(world().make.aFunction(world().a.store.tenantId), audit()),
    'function call': () =>
      b().functionCalls.add(
        world().make.aFunctionCall(world().a.store.tenantId, world().make.ids.function()),
        new Date(0),
      ),
    lead: () => b().leads.save(world().make.aLead(world().a.store.tenantId), audit()),
    file: () => b().files.add(world().make.aFile(world().a.store.tenantId)),
    'channel session': () => b().sessions.save(world().make.aChannelSession(world().a.channel), 1),
    document: () => b().knowledge.save(world().make.aDocument(world().a.store.tenantId), audit()),
    gap: () => b().knowledge.addGap(world().make.aGap(world().a.store.tenantId)),
    session: () => b().widget.saveSession(world().make.aWidgetSession(world().a.store.tenantId)),
    invitation: () => b().invitations.save(world().make.anInvitation(world().a.store.tenantId), audit()),
    'member by invitation': () =>
      b().invitations.save(
        world().make.anInvitation(b().tenantId),
        audit(),
        world().make.aMember(world().a.store.tenantId),
      ),
  };
  const contents = async ({ face, conversationId }: Filled) => {
    const { store } = world().a;
    return {
      settings: await store.widget.settings(),
      session: await store.widget.findSession(face.session.state.id),
      read: await store.conversations.readSeq(conversationId, world().make.person.userId),
      notes: await store.conversations.notes(conversationId),
      flows: await store.flows.list(),
      forms: await store.forms.list(),
      canned: await store.cannedReplies.list(),
      functions: await store.functions.list(),
      functionCalls: await store.functionCalls.page(face.called.id, all),
      leads: await store.leads.page({}, all),
      file: await store.files.find(face.file.id),
      invitations: await store.invitations.listOpen(),
      documents: await store.knowledge.list(),
      sentences: await store.knowledge.sentences(face.document.id, 1, { after: -1, limit: 10 }),
      vectors: [...(await store.knowledge.vectors('small'))],
      gaps: await store.knowledge.openGaps(10),
      testCases: await store.testCases.list(),
      sessions: await store.sessions.list(),
      credentials: await store.sessions.credentials(world().a.channel.id, 'creds'),
      holding: await store.sessions.holding(world().a.channel.id),
      wish: await store.wishes.state(world().a.channel.id, face.wish),
      stillHeld: await store.sessions.claim(world().a.channel.id, 'somebody', 1),
    };
  };
  return { fillFace, reads, lists, writes, news, contents };
};
