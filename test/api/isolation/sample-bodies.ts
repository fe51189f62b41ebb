import { password } from '../rig.js';
import type { Ids } from './seeded-tenant.js';

const service = { name: { en: 'Sample' }, priceMinor: 100 };
const weak = { currentPassword: password, newPassword: 'weak' };

/** A body that fits each route which takes one. Ids in it come from `ids`. */
export const sampleBodies: Readonly<Record<string, (ids: Ids, nonce: string) => unknown>> = {
  'post /api/v1/chat': () => ({ session_id: 'sample', message: 'hello' }),
  'post /api/v1/conversations/:conversationId/take-over': () => ({ force: true }),
  'post /api/v1/conversations/:conversationId/close': () => ({ resolution: 'done' }),
  'put /api/v1/conversations/:conversationId/assistant': () => ({ on: true }),
  'post /api/v1/conversations/:conversationId/messages': () => ({ text: 'hello' }),
  'post /api/v1/orders/:orderId/approve': () => ({}),
  'post /api/v1/orders/:orderId/reject': () => ({ reason: 'sold out' }),
  'post /api/v1/orders/:orderId/cancel': () => ({ reason: 'changed' }),
  'post /api/v1/orders/:orderId/fulfil': () => ({}),
  'put /api/v1/orders/:orderId/lines/:serviceId/price': () => ({ priceMinor: 900 }),
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
  'post /api/v1/channels': (_ids, nonce) => ({ name: 'n', phoneNumberId: `9${nonce}`, accessToken: 'sample-token' }),
  'patch /api/v1/channels/:channelId': () => ({ version: 1, name: 'renamed' }),
  // Changed by the seed, and by the platform that allowed the Cloud API.
  'put /api/v1/settings': () => ({ version: 3, name: 'Sample trading' }),
  'put /api/v1/kill-switch': () => ({ on: false }),
  'put /api/v1/admin/kill-switch': () => ({ on: false }),
  'post /api/v1/team/members': (ids, nonce) => ({
    email: `new${nonce}@sample.test`,
    name: 'New',
    role: ids.role,
    initialPassword: password,
  }),
  'patch /api/v1/team/members/:userId': (ids) => ({ version: 1, role: ids.role }),
  'post /api/v1/team/roles': (_ids, nonce) => ({ name: `Role ${nonce}`, permissions: ['orders.read'] }),
  'put /api/v1/team/roles/:roleId': (_ids, nonce) => ({ version: 1, name: `Role ${nonce}`, permissions: [] }),
  'post /api/v1/api-keys': () => ({ name: 'sample', scopes: ['orders.read'] }),
  'post /api/v1/admin/tenants': (_ids, nonce) => ({ name: `Sample ${nonce}`, currency: 'AED' }),
  'post /api/v1/admin/tenants/:tenantId/destroy': () => ({ confirm: 'not-its-slug' }),
  'post /api/v1/admin/tenants/:tenantId/cloud-api': () => ({ allowed: false }),
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

/** What a required query field is filled with. */
export const sampleQueries: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'get /api/v1/messages': { text: 'hello' },
};

/** Where being let in, with all ids one's own, may end in something else than the declared success or a 409. */
export const otherOutcomes: Readonly<Record<string, readonly number[]>> = {
  // The new password of the sample is weak, so that nobody's changes.
  'post /api/auth/password': [400],
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
