import { found } from '#application/not-found';
import type { Store } from '#application/ports/store';
import { DomainNotAllowed, TenantSuspended, WidgetDisabled } from '#application/widget/widget-refusals';
import { isAllowedOrigin } from '#domain/channel/site-origin';
import type { WidgetSettings } from '#domain/channel/widget-settings';
import { isIdOf, TenantId } from '#domain/shared/ids';
import type { Tenant } from '#domain/tenancy/tenant';

/** A business and the chat on its site. */
export type WidgetSite = { readonly tenant: Tenant; readonly settings: WidgetSettings };

/** By the name in the snippet: the business's slug, or its id. @throws {NotFound} nobody has it. */
export const siteOf = async (store: Store, company: string): Promise<WidgetSite> => {
  const tenant = isIdOf('tenant', company)
    ? await store.platform.findTenant(TenantId(company))
    : await store.platform.findTenantBySlug(company.toLowerCase());
  const known = found(tenant, 'business');
  return { tenant: known, settings: await store.tenant(known.state.id).widget.settings() };
};

/** @param foreignOrigin the page's origin; `null` for our own pages, and for programs, which send none. @throws {DomainNotAllowed} */
export const assertAllowedOrigin = ({ domains }: WidgetSettings, foreignOrigin: string | null): void => {
  if (foreignOrigin !== null && !isAllowedOrigin(domains, foreignOrigin)) throw new DomainNotAllowed(foreignOrigin);
};

/** @throws {TenantSuspended} @throws {WidgetDisabled} */
export const assertTakesMessages = ({ tenant, settings }: WidgetSite): void => {
  if (!tenant.isActive) throw new TenantSuspended();
  if (!settings.enabled) throw new WidgetDisabled();
};
