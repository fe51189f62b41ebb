import type { CustomerId, TenantId } from '#domain/shared/ids';
import type { Language } from '#domain/shared/language';

/** The ways one person is known. The phone may be absent; the customer's key is never the phone (WA-8). */
export const identitySchemes = ['wa_phone', 'wa_bsuid', 'wa_lid', 'api_session', 'widget_visitor', 'email'] as const;
export type IdentityScheme = (typeof identitySchemes)[number];

export type CustomerIdentity = { readonly scheme: IdentityScheme; readonly value: string };

/** A person who writes to one tenant. The same human at two tenants is two customers. */
export type Customer = {
  readonly id: CustomerId;
  readonly tenantId: TenantId;
  readonly name: string | null;
  readonly identities: readonly CustomerIdentity[];
  readonly language: Language | null;
  /** What the team knows of them: typed by people or filled into a form; not how messages reach them. */
  readonly email: string | null;
  readonly phone: string | null;
  readonly remark: string;
  readonly createdAt: Date;
  readonly version: number;
};
