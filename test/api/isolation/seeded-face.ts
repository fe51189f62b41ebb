import { afterReading } from '#domain/knowledge/knowledge-document';
import { ConversationId, type TenantId, TurnId } from '#domain/shared/ids';
import { FakeClock } from '#test/support/fake-clock';
import { storeBuilders } from '#test/support/store-builders';
import type { Rig } from '../rig.js';
import type { Talk } from './seeded-conversation.js';

export type Face = {
  readonly flow: string;
  readonly form: string;
  readonly lead: string;
  readonly file: string;
  readonly note: string;
  readonly cannedReply: string;
  readonly widgetSession: string;
  readonly visitor: string;
  readonly invitation: string;
  readonly mail: string;
  readonly function: string;
  readonly functionCall: string;
  readonly document: string;
  readonly sentence: string;
  readonly testCase: string;
};

/** What the panel and the widget hold: a menu, a form and its lead, a file, a note, a visitor's session, an open invitation. */
export const seedFace = async (
  rig: Rig,
  tenantId: TenantId,
  { conversation, turn }: Pick<Talk, 'conversation' | 'turn'>,
  canary: string,
): Promise<Face> => {
  const make = storeBuilders(new FakeClock(new Date()));
  const audit = make.anAudit({ target: canary });
  const conversationId = ConversationId(conversation);
  const text = { en: `${canary} text` };
  const store = rig.store.tenant(tenantId);
  const flow = await store.flows.save(make.aFlow(tenantId, { name: `${canary} menu` }), audit);
  const form = await store.forms.save(
    make.aForm(tenantId, { name: `${canary} form`, title: text, asksInChat: true }),
    audit,
  );
  const canned = make.aCannedReply(tenantId, { shortcut: canary.toLowerCase(), text });
  const lead = make.aLead(tenantId, { formId: form.id, conversationId, intent: `${canary} wish` });
  const session = make.aWidgetSession(tenantId, { conversationId });
  const file = await store.files.add(make.aFile(tenantId, { name: `${canary}.png`, conversationId }));
  const note = await store.conversations.addNote(make.aNote(tenantId, conversationId, `${canary} note`), audit);
  const document = await store.knowledge.save(make.aDocument(tenantId, { title: `${canary} guide` }), audit);
  const facts = { pages: null, sentences: 1, quotable: 1, questionRows: 0, isCut: false };
  const sentences = make.sentences(document.id, 1, [`${canary} parking is behind the house.`]);
  const used = afterReading(document, 1, { format: 'text', facts });
  await store.knowledge.save(used, audit, sentences);
  await store.knowledge.addGap(make.aGap(tenantId, { id: TurnId(turn), text: `${canary} question`, conversationId }));
  const testCase = make.aTestCase(tenantId, { question: `${canary} question`, wrongAnswer: canary });
  const invitation = make.anInvitation(tenantId, { email: `guest@${canary}.test`, name: `${canary} guest` });
  const called = await store.functions.save(make.aFunction(tenantId, { name: `${canary} function` }), audit);
  const call = make.aFunctionCall(tenantId, called.id, { outcome: `${canary} outcome` });
  await store.functionCalls.add(call, new Date(0));
  return {
    flow: flow.id,
    form: form.id,
    lead: (await store.leads.save(lead, audit)).id,
    file: file.id,
    note: note.id,
    cannedReply: (await store.cannedReplies.save(canned, audit)).id,
    widgetSession: (await store.widget.saveSession(session)).state.id,
    visitor: session.state.visitorId,
    invitation: (await store.invitations.save(invitation, audit)).id,
    mail: make.ids.mail(),
    function: called.id,
    functionCall: call.id,
    document: document.id,
    sentence: sentences[0]?.id ?? '',
    testCase: (await store.testCases.save(testCase, audit)).id,
  };
};
