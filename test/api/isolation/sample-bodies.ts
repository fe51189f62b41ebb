import { defaultAiSettings } from '#domain/ai/ai-settings';
import { password } from '../rig.js';
import type { Ids } from './seeded-tenant.js';

const service = { name: { en: 'Sample' }, priceMinor: 100 };
const widget = {
  version: 0,
  enabled: true,
  domains: ['shop.example'],
  theme: 'classic',
  scheme: 'auto',
  primaryColour: '#0f766e',
  font: 'system',
  position: 'end',
  size: 'standard',
  title: {},
  welcome: {},
  language: 'auto',
  askRating: true,
  attachments: true,
  emoji: true,
  sound: false,
  privacy: { keepIp: false, keepUserAgent: false, keepReferrer: false, noticeUrl: null, requireConsent: false },
};
const menuOf = (ids: Pick<Ids, 'faq' | 'form'>) => [
  {
    id: 'start',
    text: { en: 'Hello' },
    options: [
      { id: 'faq', label: { en: 'A question' }, action: { do: 'faq', faq: ids.faq } },
      { id: 'form', label: { en: 'A form' }, action: { do: 'form', form: ids.form } },
    ],
  },
];
const weak = { currentPassword: password, newPassword: 'weak' };

/** A body that fits each route which takes one. Ids in it come from `ids`. */
export const sampleBodies: Readonly<Record<string, (ids: Ids, nonce: string) => unknown>> = {
  'post /api/v1/chat': () => ({ session_id: 'sample', message: 'hello' }),
  'post /api/v1/conversations/:conversationId/take-over': () => ({ force: true }),
  'post /api/v1/conversations/:conversationId/close': () => ({ resolution: 'done' }),
  'put /api/v1/conversations/:conversationId/assistant': () => ({ on: true }),
  'post /api/v1/conversations/:conversationId/messages': (ids) => ({ text: 'hello', fileId: ids.file }),
  'post /api/widget/session/create/': () => ({ company: 'nobody' }),
  'post /api/widget/session/:sessionId/send/': (ids) => ({ message: 'hello', file_id: ids.file }),
  'put /api/widget/session/:sessionId/status/': () => ({ read_seq: 1 }),
  'post /api/widget/session/:sessionId/rating/': () => ({ score: 5 }),
  'post /api/widget/session/:sessionId/forms/:formId/': () => ({ values: { name: 'Amal' } }),
  'put /api/v1/conversations/:conversationId/assignee': (ids) => ({ userId: ids.user }),
  'put /api/v1/conversations/:conversationId/tags': () => ({ tags: ['sample'] }),
  'post /api/v1/conversations/:conversationId/notes': () => ({ text: 'sample note' }),
  'put /api/v1/conversations/:conversationId/read': () => ({ seq: 1 }),
  'post /api/v1/conversations/:conversationId/presence': () => ({ doing: 'typing' }),
  'patch /api/v1/customers/:customerId': () => ({ version: 1, remark: 'sample' }),
  'post /api/v1/canned-replies': (_ids, nonce) => ({ shortcut: `r${nonce}`, text: { en: 'sample' } }),
  'put /api/v1/canned-replies/:cannedReplyId': (_ids, nonce) => ({
    version: 1,
    shortcut: `r${nonce}`,
    text: { en: 'sample' },
  }),
  'post /api/v1/functions': () => ({
    name: 'Sample',
    description: 'A sample.',
    url: 'https://shop.example/sample',
    template: { en: 'A sample.' },
  }),
  'put /api/v1/functions/:functionId': () => ({ version: 1, name: 'Sample' }),
  'post /api/v1/functions/:functionId/try': () => ({ arguments: { number: '123456' } }),
  'post /api/v1/playground': (ids) => ({ messages: ['hello'], versionId: ids.assistantVersion }),
  'post /api/v1/assistants': (ids) => ({ name: 'Sample', channels: [ids.channel] }),
  'patch /api/v1/assistants/:assistantId': (ids) => ({ version: 1, channels: [ids.channel] }),
  'post /api/v1/assistants/:assistantId/versions': (ids) => ({ from: ids.assistantVersion }),
  'put /api/v1/assistants/:assistantId/versions/:versionId': (ids) => ({
    version: 1,
    config: {
      intents: [
        { name: 'a', phrases: ['sample'], target: { do: 'answer_faq', faq: ids.faq } },
        { name: 'b', phrases: ['another'], target: { do: 'describe', service: ids.service } },
        { name: 'c', phrases: ['a third'], target: { do: 'ask_form', form: ids.form } },
      ],
    },
  }),
  'post /api/v1/assistants/:assistantId/versions/:versionId/publish': () => ({}),
  'post /api/v1/assistants/:assistantId/versions/:versionId/roll-back': () => ({ reason: 'sample' }),
  'post /api/v1/assistants/:assistantId/versions/:versionId/replay': () => ({ days: 7 }),
  'post /api/v1/conversations/:conversationId/suggestions/:suggestionId/send': () => ({ text: 'sample' }),
  'post /api/v1/orders/:orderId/preview': () => ({ decision: 'approve' }),
  'patch /api/v1/orders/:orderId': (ids) => ({ lines: [{ serviceId: ids.service, quantity: 3 }] }),
  'post /api/v1/orders/:orderId/approve': () => ({}),
  'post /api/v1/orders/:orderId/reject': () => ({ reason: 'sold out' }),
  'post /api/v1/orders/:orderId/cancel': () => ({ reason: 'changed' }),
  'post /api/v1/orders/:orderId/fulfil': () => ({}),
  'put /api/v1/orders/:orderId/lines/:serviceId/price': () => ({ priceMinor: 900, reason: 'a regular customer' }),
  'post /api/v1/services/import': (ids) => ({
    services: [{ ...service, kind: 'package', includes: [ids.service] }],
    dryRun: true,
  }),
  'post /api/v1/services': (ids) => ({ ...service, kind: 'package', includes: [ids.service] }),
  'put /api/v1/services/:serviceId': (ids) => ({ version: 1, kind: 'package', includes: [ids.service] }),
  // The route before it changed the service once.
  'post /api/v1/services/:serviceId/archive': () => ({ version: 2 }),
  'post /api/v1/faqs': () => ({ questions: ['when?'], answer: { en: 'now' } }),
  'put /api/v1/faqs/:faqId': () => ({ version: 1, active: false }),
  'post /api/v1/knowledge/addresses': () => ({ url: 'https://guide.example/visit' }),
  // The seed saved it twice, and a finding in it was accepted.
  'patch /api/v1/knowledge/documents/:documentId': () => ({ version: 3, category: 'Sample' }),
  'post /api/v1/knowledge/documents/:documentId/questions': () => ({ dryRun: true }),
  'post /api/v1/knowledge/conflicts/accept': (ids) => ({ key: 'a:1:2', faqId: ids.faq, documentId: ids.document }),
  'post /api/v1/knowledge/gaps/answer': (ids) => ({
    turnIds: [ids.turn],
    questions: ['Is there parking?'],
    answer: { en: 'Behind the house.' },
  }),
  'post /api/v1/knowledge/gaps/dismiss': (ids) => ({ turnIds: [ids.turn] }),
  'post /api/v1/knowledge/corrections': (ids) => ({
    turnId: ids.turn,
    question: 'Is there parking?',
    answer: { en: 'Behind the house.' },
  }),
  'post /api/v1/channels': (_ids, nonce) => ({ name: 'n', phoneNumberId: `9${nonce}`, accessToken: 'sample-token' }),
  'patch /api/v1/channels/:channelId': () => ({ version: 1, name: 'renamed' }),
  'post /api/v1/channels/:channelId/session/link': () => ({ how: 'code', phone: '971500000999' }),
  'put /api/v1/channels/:channelId/session/sending': () => ({ preset: 'normal', replyOnly: true, quietHours: null }),
  'post /api/v1/flows': (ids) => ({ name: 'Sample', status: 'published', nodes: menuOf(ids) }),
  'put /api/v1/flows/:flowId': (ids) => ({ version: 1, name: 'Renamed', nodes: menuOf(ids) }),
  'post /api/v1/forms': () => ({
    name: 'Sample',
    title: { en: 'Sample' },
    fields: [{ key: 'a', type: 'text', label: { en: 'A' } }],
    asksInChat: true,
  }),
  'put /api/v1/forms/:formId': () => ({ version: 1, name: 'Renamed' }),
  'post /api/v1/leads': (ids) => ({ name: 'Sample', conversationId: ids.conversation, assignee: ids.user }),
  'patch /api/v1/leads/:leadId': (ids) => ({ version: 1, status: 'contacted', assignee: ids.user }),
  'put /api/v1/widget-settings': (ids) => ({ ...widget, logo: ids.file, menu: ids.flow, preChatForm: ids.form }),
  'post /api/v1/onboarding/sample-catalogue': () => ({ kind: 'spa' }),
  // Changed by the seed, and by the platform that allowed the Cloud API.
  'put /api/v1/settings': (ids) => ({ version: 3, name: 'Sample trading', profile: { logo: ids.file } }),
  'put /api/v1/kill-switch': () => ({ on: false }),
  'put /api/v1/admin/kill-switch': () => ({ on: false }),
  'put /api/v1/platform/ai/connections/:name': () => ({
    vendor: 'openai-compatible',
    settings: { baseUrl: 'http://127.0.0.1:9/v1' },
  }),
  'put /api/v1/platform/ai/policy': () => ({
    chain: [],
    prices: [],
    limits: defaultAiSettings.limits,
    embedder: null,
    transcriber: null,
    version: 0,
  }),
  'post /api/v1/platform/ai/test': () => ({ connection: 'sample', model: 'none', temperature: null }),
  'put /api/v1/platform/ai/tenants/:tenantId': () => ({
    answers: 'as_platform',
    chain: [],
    maxOutputTokens: null,
    dailyMicros: null,
    redacts: true,
    version: 0,
  }),
  'post /api/v1/team/members': (ids, nonce) => ({
    email: `new${nonce}@sample.test`,
    name: 'New',
    role: ids.role,
    initialPassword: password,
  }),
  'post /api/v1/team/invitations': (ids, nonce) => ({
    email: `invited${nonce}@sample.test`,
    name: 'Invited',
    role: ids.role,
  }),
  'post /api/v1/team/invitations/:invitationId/resend': () => ({}),
  'patch /api/v1/team/members/:userId': (ids) => ({ version: 1, role: ids.role }),
  'post /api/v1/team/roles': (_ids, nonce) => ({ name: `Role ${nonce}`, permissions: ['orders.read'] }),
  'put /api/v1/team/roles/:roleId': (_ids, nonce) => ({ version: 1, name: `Role ${nonce}`, permissions: [] }),
  'post /api/v1/api-keys': () => ({ name: 'sample', scopes: ['orders.read'] }),
  'post /api/v1/admin/tenants': (_ids, nonce) => ({ name: `Sample ${nonce}`, currency: 'AED' }),
  'post /api/v1/admin/tenants/:tenantId/destroy': () => ({ confirm: 'not-its-slug' }),
  'post /api/v1/admin/tenants/:tenantId/cloud-api': () => ({ allowed: false }),
  'post /api/auth/verify-email': () => ({ token: 'none' }),
  'post /api/auth/verify-email/send': () => ({}),
  'post /api/auth/password/forgot': () => ({ email: 'nobody@b.test' }),
  'post /api/auth/password/reset': () => ({ token: 'none', newPassword: password }),
  'post /api/auth/invitations/look': () => ({ token: 'none' }),
  'post /api/auth/invitations/accept': () => ({ token: 'none', password }),
  'put /api/v1/me/mail-topics': () => ({ topics: ['new_order'] }),
  'post /api/auth/setup': () => ({ token: 'wrong', email: 'a@b.test', password, name: 'A' }),
  'post /api/auth/sign-up': () => ({
    email: 'a@b.test',
    password: 'weak',
    name: 'A',
    businessName: 'B',
    currency: 'AED',
  }),
  'post /api/auth/sign-in': () => ({ email: 'nobody@b.test', password }),
  'post /api/auth/refresh': () => ({ refreshToken: 'none' }),
  'post /api/auth/sign-out': () => ({ refreshToken: 'none' }),
  'post /api/auth/password': () => weak,
};

/** Parts of a path that name no record of a tenant's. */
export const sampleParams: Readonly<Record<string, string>> = {
  company: 'nobody',
  slug: 'nobody',
  theme: 'sand',
  token: 'none',
  file: 'none.js',
  name: 'sample',
};

/** What a required query field is filled with. */
export const sampleQueries: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'get /api/v1/messages': { text: 'hello' },
  'get /api/v1/knowledge/search': { question: 'parking' },
};

/** Where being let in, with all ids one's own, may end in something else than the declared success or a 409. */
export const otherOutcomes: Readonly<Record<string, readonly number[]>> = {
  // Who runs the platform is a member of no tenant.
  'put /api/v1/me/mail-topics': [200, 404],
  // The seeded file is the team's, and the seeded visit is not over.
  'post /api/widget/session/:sessionId/send/': [404],
  'post /api/widget/session/:sessionId/rating/': [409],
  // The sample has no body, and an empty file is of no kind.
  'post /api/widget/session/:sessionId/files/': [415],
  'post /api/v1/files': [415],
  // Likewise: an empty file is no document.
  'post /api/v1/knowledge/documents': [400],
  'post /api/v1/knowledge/documents/:documentId/versions': [400],
  // The seeded document came as a file and is no table of questions.
  'post /api/v1/knowledge/documents/:documentId/fetch': [409],
  'post /api/v1/knowledge/documents/:documentId/questions': [400],
  // No exam was held of the seeded draft, and it was never published; the seeded answer failed long ago.
  'post /api/v1/assistants/:assistantId/versions/:versionId/publish': [409],
  'post /api/v1/assistants/:assistantId/versions/:versionId/roll-back': [409],
  'post /api/v1/conversations/:conversationId/messages/:messageId/call-back': [409],
  // An exam waits for this assistant already.
  'post /api/v1/assistants/:assistantId/versions/:versionId/exam': [409],
  'post /api/v1/assistants/:assistantId/versions/:versionId/replay': [409],
  // The service it names may have been archived by a route before.
  'put /api/v1/assistants/:assistantId/versions/:versionId': [200, 400],
  // It is a draft.
  'post /api/v1/assistants/:assistantId/versions/:versionId/reopen': [409],
  // Each caller writes in a conversation of its own, where nothing was suggested.
  'post /api/v1/conversations/:conversationId/suggestions/:suggestionId/send': [404],
  'post /api/v1/conversations/:conversationId/suggestions/:suggestionId/reject': [404],
  // The first who may removes it.
  'delete /api/v1/assistants/:assistantId': [204, 404],
  // A mail leaves later.
  'post /api/auth/verify-email/send': [202],
  // The service the body names is none of the order's lines.
  'patch /api/v1/orders/:orderId': [400],
  // No phone has scanned anything.
  'post /api/v1/channels/:channelId/session/log-out': [409],
  'post /api/v1/channels/:channelId/session/pause': [409],
  'post /api/v1/channels/:channelId/session/resume': [409],
  // The first who may removes it.
  'delete /api/v1/canned-replies/:cannedReplyId': [204, 404],
  'delete /api/v1/functions/:functionId': [204, 404],
  // The sample names an account that is not there; a policy may have been saved since.
  'post /api/v1/platform/ai/test': [400],
  'delete /api/v1/platform/ai/connections/:name': [200, 404],
  // The new password of the sample is weak, so that nobody's changes.
  'post /api/auth/password': [400],
  // The widget opens with it by now, and a business that has a catalogue gets no sample.
  'delete /api/v1/flows/:flowId': [409],
  'post /api/v1/onboarding/sample-catalogue': [409],
  // The step before it restored the tenant, so there is nothing to destroy.
  'post /api/v1/admin/tenants/:tenantId/destroy': [409],
};

/** Where a name that is nobody's is refused otherwise than by the place's rule. */
export const otherRefusals: Readonly<Record<string, readonly number[]>> = {
  // It names one of the session's conversations: no filter.
  'get /api/v1/chat/:session_id/messages conversation_id': [404],
  // A line is part of an order: without it the order, which is one's own, is asked for something it cannot do.
  'put /api/v1/orders/:orderId/lines/:serviceId/price serviceId': [400],
};
