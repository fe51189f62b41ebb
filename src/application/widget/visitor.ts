import type { TenantId, VisitorId, WidgetSessionId } from '#domain/shared/ids';

/** A browser on a tenant's site, as its token says. Anonymous: it may do nothing but talk in its own session. */
export type Visitor = {
  readonly kind: 'visitor';
  readonly tenantId: TenantId;
  readonly visitorId: VisitorId;
  readonly sessionId: WidgetSessionId;
};
