import type { Access } from '#adapters/http/access';
import { VisitorTokens } from '#application/widget/visitor-tokens';
import { type ApiKeyScope, apiKeyScopes, type Permission } from '#domain/identity/permission';
import { rolePermissions } from '#domain/identity/role';
import { TenantId, VisitorId, WidgetSessionId } from '#domain/shared/ids';
import { tokens } from '#infrastructure/composition/tokens';
import { password, type Rig } from '../rig.js';
import type { Ids, SeededTenant } from './seeded-tenant.js';

/** Somebody who calls, and what the rules (not the routes) say they hold. */
export type Caller = {
  readonly name: string;
  readonly headers: Record<string, string>;
  readonly kind: 'nobody' | 'person' | 'program' | 'visitor';
  readonly permissions: ReadonlySet<Permission>;
  /** Ids that are theirs rather than their tenant's: a session besides the one they call with, a tenant to run. */
  readonly own: Partial<Ids>;
  /** They belong to neither of the seeded tenants. */
  readonly isStranger?: true;
};

/** The status the policy demands before anything is looked up; `null`: they are let in. */
export const refusalOf = (access: Access, caller: Caller): 401 | 403 | null => {
  if (access.kind === 'public' || access.kind === 'signature') return null;
  // A visitor's token opens their own session and nothing else; nobody else's credential opens a session.
  if (access.kind === 'visitor' || caller.kind === 'visitor')
    return access.kind === 'visitor' && caller.kind === 'visitor' ? null : 401;
  if (caller.kind === 'nobody') return 401;
  const mayBeProgram = access.kind === 'user_or_key';
  if (caller.kind === 'program' && !mayBeProgram) return 403;
  if (access.kind === 'signed_in') return null;
  if (access.kind === 'user_with_any')
    return access.permissions.some((each) => caller.permissions.has(each)) ? null : 403;
  const needed = access.kind === 'platform' ? 'platform.manage' : access.permission;
  return caller.permissions.has(needed) ? null : 403;
};

const person = async (rig: Rig, name: string, email: string, permissions: readonly Permission[]): Promise<Caller> => {
  const { headers } = await rig.signIn(email);
  const { sessionId } = await rig.signIn(email);
  return { name, headers, kind: 'person', permissions: new Set(permissions), own: { session: sessionId } };
};

const program = async (rig: Rig, admin: Record<string, string>, scope: ApiKeyScope): Promise<Caller> => {
  const { body } = await rig.must('POST', '/api/v1/api-keys', { name: `key ${scope}`, scopes: [scope] }, admin);
  const headers = { 'x-api-key': String(body['key']) };
  return { name: `key:${scope}`, headers, kind: 'program', permissions: new Set([scope]), own: {} };
};

const nobody = (name: string, headers: Record<string, string> = {}): Caller => ({
  name,
  headers,
  kind: 'nobody',
  permissions: new Set(),
  own: {},
});

/** Somebody with a role that the business made itself. */
const customRole = async (rig: Rig, { admin, canary }: SeededTenant): Promise<Caller> => {
  const permissions = ['orders.read', 'leads.read'] as const;
  const role = await rig.must('POST', '/api/v1/team/roles', { name: `${canary} reader`, permissions }, admin);
  const email = `reader@${canary}.test`;
  const member = { email, name: `${canary} reader`, role: role.body['id'], initialPassword: password };
  await rig.must('POST', '/api/v1/team/members', member, admin);
  return person(rig, 'custom role', email, permissions);
};

/** A tenant that is suspended: its people may read, its programs nothing. */
const suspended = async (rig: Rig, platform: Record<string, string>): Promise<Caller[]> => {
  const { headers, tenantId } = await rig.signUp('owner@asleep.test', 'Asleep trading');
  const key = await program(rig, headers, 'orders.read');
  const reading = rolePermissions.tenant_admin.filter((each) => each.endsWith('.read'));
  const member = await person(rig, 'suspended member', 'owner@asleep.test', reading);
  await rig.must('POST', `/api/v1/admin/tenants/${tenantId}/suspend`, {}, platform);
  return [{ ...member, isStranger: true }, nobody('suspended key', key.headers)];
};

/** The super admin, with a tenant to try the steps of its life on. */
const superAdmin = async (rig: Rig, platform: Record<string, string>): Promise<Caller> => {
  const { body } = await rig.must('POST', '/api/v1/admin/tenants', { name: 'Sample', currency: 'AED' }, platform);
  const caller = await person(rig, 'super_admin', 'root@platform.test', ['platform.manage']);
  return { ...caller, own: { ...caller.own, tenant: String(body['id']) } };
};

/** The browser whose session the tenant was seeded with. */
const visitor = ({ application }: Rig, { ids }: SeededTenant): Caller => {
  const { container } = application;
  const tokensOf = new VisitorTokens({
    signatures: container.get(tokens.signatures),
    clock: container.get(tokens.clock),
  });
  const { token } = tokensOf.issue({
    tenantId: TenantId(ids.tenant),
    visitorId: VisitorId(ids.visitor),
    sessionId: WidgetSessionId(ids.widgetSession),
  });
  return {
    name: 'visitor',
    headers: { authorization: `Bearer ${token}` },
    kind: 'visitor',
    permissions: new Set(),
    own: {},
  };
};

/** Everybody who may turn up at a route, seen from one tenant. */
export const callersOf = async (
  rig: Rig,
  platform: Record<string, string>,
  tenant: SeededTenant,
): Promise<Caller[]> => {
  const callers = [nobody('anonymous'), nobody('forged token', { authorization: 'Bearer a.b.c' })];
  for (const role of ['viewer', 'agent', 'tenant_admin'] as const)
    callers.push(await person(rig, role, tenant.people[role], rolePermissions[role]));
  callers.push(await customRole(rig, tenant));
  callers.push(visitor(rig, tenant));
  callers.push(await superAdmin(rig, platform));
  for (const scope of apiKeyScopes) callers.push(await program(rig, tenant.admin, scope));
  return [...callers, ...(await suspended(rig, platform))];
};
