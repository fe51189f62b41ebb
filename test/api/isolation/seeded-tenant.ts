import type { MessageId, OrderId } from '#domain/shared/ids';
import { TenantId } from '#domain/shared/ids';
import { password, type Rig } from '../rig.js';
import { seedConversation } from './seeded-conversation.js';
import { type Face, seedFace } from './seeded-face.js';
import { type Studio, seedStudio } from './seeded-studio.js';

/** What an id of each kind may be filled with. `chat` is a session's name on the chat API. */
export type Ids = {
  readonly tenant: string;
  readonly user: string;
  readonly role: string;
  readonly session: string;
  readonly apiKey: string;
  readonly service: string;
  readonly faq: string;
  readonly customer: string;
  readonly conversation: string;
  readonly message: MessageId;
  readonly turn: string;
  readonly order: OrderId;
  readonly channel: string;
  readonly chat: string;
} & Face &
  Studio;

export type SeededTenant = {
  /** Is in every text that belongs to this tenant, and nowhere else. */
  readonly canary: string;
  readonly ids: Ids;
  /** Ids to name inside a body, where another record than the path's is meant. */
  readonly bodyIds: Ids;
  readonly admin: Record<string, string>;
  readonly people: Readonly<Record<'viewer' | 'agent' | 'tenant_admin', string>>;
};

type Headers = Record<string, string>;
const idOf = (body: Record<string, unknown>, key = 'id'): string => String(body[key]);

const seedTeam = async (rig: Rig, canary: string, admin: Headers) => {
  const add = async (role: string, name: string): Promise<{ userId: string; email: string }> => {
    const email = `${name}@${canary}.test`;
    const person = { email, name: `${canary} ${name}`, role, initialPassword: password };
    const { body } = await rig.must('POST', '/api/v1/team/members', person, admin);
    return { userId: idOf(body, 'userId'), email };
  };
  const [viewer, agent, tenantAdmin, victim] = [
    await add('viewer', 'viewer'),
    await add('agent', 'agent'),
    await add('tenant_admin', 'manager'),
    await add('viewer', 'victim'),
  ];
  const makeRole = async (name: string) =>
    idOf(
      (await rig.must('POST', '/api/v1/team/roles', { name: `${canary} ${name}`, permissions: ['tenant.read'] }, admin))
        .body,
    );
  const people = { viewer: viewer.email, agent: agent.email, tenant_admin: tenantAdmin.email };
  return { people, user: victim.userId, role: await makeRole('helper'), roleInBody: await makeRole('guest') };
};

const seedCatalogue = async (rig: Rig, canary: string, admin: Headers) => {
  const text = { en: `${canary} text` };
  const service = async (name: string): Promise<string> => {
    const fields = { name: { en: `${canary} ${name}`, ar: canary }, description: text, category: text, unit: text };
    const lists = {
      aliases: [canary],
      images: [`https://${canary}.test/a.png`],
      options: [{ name: text, values: [text] }],
    };
    return idOf((await rig.must('POST', '/api/v1/services', { ...fields, ...lists, priceMinor: 1_500 }, admin)).body);
  };
  const faq = { questions: [`${canary} question`], answer: { en: `${canary} answer` }, category: canary };
  return {
    service: await service('service'),
    part: await service('part'),
    faq: idOf((await rig.must('POST', '/api/v1/faqs', faq, admin)).body),
  };
};

const seedChannel = async (
  rig: Rig,
  canary: string,
  admin: Headers,
  platform: Headers,
  number: string,
  tenantId: string,
) => {
  await rig.must('POST', `/api/v1/admin/tenants/${tenantId}/cloud-api`, { allowed: true }, platform);
  const channel = { name: `${canary} number`, phoneNumberId: number, accessToken: `${canary}-token` };
  await rig.must('POST', '/api/v1/channels', channel, admin);
  const linked = { kind: 'whatsapp', name: `${canary} linked number` };
  return idOf((await rig.must('POST', '/api/v1/channels', linked, admin)).body);
};

/** A tenant with something in every place a tenant can have something. */
export const seedTenant = async (
  rig: Rig,
  platform: Headers,
  canary: string,
  number: string,
): Promise<SeededTenant> => {
  const { headers: admin, tenantId } = await rig.signUp(`owner@${canary}.test`, `${canary} trading`);
  const { body: settings } = await rig.must('GET', '/api/v1/settings', undefined, admin);
  const change = { version: settings['version'], assistant: { escalationKeywords: [canary], settleMs: 0 } };
  await rig.must('PUT', '/api/v1/settings', change, admin);
  const team = await seedTeam(rig, canary, admin);
  const catalogue = await seedCatalogue(rig, canary, admin);
  const channel = await seedChannel(rig, canary, admin, platform, number, tenantId);
  const { body: key } = await rig.must(
    'POST',
    '/api/v1/api-keys',
    { name: `${canary} key`, scopes: ['tenant.read'] },
    admin,
  );
  await rig.must('PUT', '/api/v1/kill-switch', { on: false, reason: `${canary} reason` }, admin);
  const talk = await seedConversation(rig, TenantId(tenantId), catalogue.service, canary);
  const face = await seedFace(rig, TenantId(tenantId), talk, canary);
  const studio = await seedStudio(rig, TenantId(tenantId), talk, canary);
  const seller = { resolution: `${canary} resolution` };
  await rig.must('POST', `/api/v1/conversations/${talk.closable}/close`, seller, admin);
  const { sessionId } = await rig.signIn(`owner@${canary}.test`);
  const ids: Ids = {
    ...talk,
    ...face,
    ...studio,
    tenant: tenantId,
    user: team.user,
    role: team.role,
    session: sessionId,
    apiKey: idOf(key['apiKey'] as Record<string, unknown>),
    service: catalogue.service,
    faq: catalogue.faq,
    channel,
  };
  return {
    canary,
    ids,
    bodyIds: { ...ids, service: catalogue.part, role: team.roleInBody },
    admin,
    people: team.people,
  };
};
