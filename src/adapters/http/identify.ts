import type { Request } from 'express';
import type { HttpDependencies } from '#adapters/http/http-dependencies';
import { foreignOriginOf } from '#adapters/http/page-origin';
import { RequestRefused } from '#adapters/http/request-refused';
import type { Principal } from '#application/identity/principal';
import type { Visitor } from '#application/widget/visitor';
import { DomainError } from '#domain/shared/domain-error';

export class CredentialMissing extends DomainError {
  readonly code = 'credential.missing';
  readonly kind = 'unauthenticated';
}
/** The credential is one tenant's and the request names another (TEN-4). */
export class TenantMismatch extends DomainError {
  readonly code = 'tenant.mismatch';
  readonly kind = 'forbidden';
}

/** Unknown, expired, revoked, or of a tenant that is closed: which of them is not said. */
export class CredentialRefused extends DomainError {
  readonly code = 'credential.refused';
  readonly kind = 'unauthenticated';
}

export type IdentifyNeeds = Pick<HttpDependencies, 'tenantSlug'> & {
  readonly useCases: Pick<HttpDependencies['useCases'], 'authenticateToken' | 'authenticateApiKey' | 'admitVisitor'>;
};

const header = (request: Request, name: string): string | null => {
  const value = request.headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
};

const bearerOf = (authorization: string): string => {
  const token = /^Bearer +([A-Za-z0-9._~+/=-]{1,4096})$/i.exec(authorization)?.[1];
  if (token === undefined) throw new CredentialMissing('the Authorization header holds no bearer token', {});
  return token;
};

const known = (by: Principal | null): Principal => {
  if (by === null) throw new CredentialRefused('the credential is not valid; sign in again or use another key', {});
  return by;
};

const principalOf = async (request: Request, { useCases }: IdentifyNeeds): Promise<Principal> => {
  const authorization = header(request, 'authorization');
  const apiKey = header(request, 'x-api-key');
  if (authorization !== null && apiKey !== null)
    throw new RequestRefused(400, 'tenant.ambiguous', 'send a bearer token or an API key, not both');
  if (authorization !== null)
    return known(await useCases.authenticateToken.execute({ token: bearerOf(authorization) }));
  if (apiKey !== null) return known(await useCases.authenticateApiKey.execute({ key: apiKey }));
  throw new CredentialMissing('send a bearer token or an API key', {});
};

const assertSameTenant = async (
  by: Pick<Principal, 'tenantId'>,
  named: string,
  { tenantSlug }: IdentifyNeeds,
): Promise<void> => {
  const same = by.tenantId !== null && (named === by.tenantId || named === (await tenantSlug(by.tenantId)));
  if (!same) throw new TenantMismatch('X-Client-ID names another tenant than the credential', {});
};

/**
 * Who is calling, from exactly one credential; what the request says about its tenant must agree with it.
 * @throws {RequestRefused} two credentials. @throws {TenantMismatch}
 */
export const identify = async (request: Request, needs: IdentifyNeeds): Promise<Principal> => {
  const by = await principalOf(request, needs);
  const named = header(request, 'x-client-id');
  if (named !== null) await assertSameTenant(by, named, needs);
  return by;
};

/**
 * The visitor whose token came with the request, for the session its address names.
 * @throws {NotFound} it is another one's. @throws {DomainNotAllowed} @throws {TenantMismatch}
 */
export const identifyVisitor = async (request: Request, needs: IdentifyNeeds): Promise<Visitor> => {
  const authorization = header(request, 'authorization');
  if (authorization === null) throw new CredentialMissing('send the token of the session', {});
  if (header(request, 'x-api-key') !== null)
    throw new RequestRefused(400, 'tenant.ambiguous', 'send the token of the session and nothing else');
  const sessionId = String(request.params['sessionId'] ?? '');
  const foreignOrigin = foreignOriginOf(request);
  const visitor = await needs.useCases.admitVisitor.execute({
    token: bearerOf(authorization),
    sessionId,
    foreignOrigin,
  });
  if (visitor === null) throw new CredentialRefused('this chat is not known any more; begin a new one', {});
  const named = header(request, 'x-client-id');
  if (named !== null) await assertSameTenant(visitor, named, needs);
  return visitor;
};
