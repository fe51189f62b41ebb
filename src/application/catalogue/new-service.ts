import type { ServiceBase } from '#application/catalogue/service-input';
import type { ServiceId, TenantId } from '#domain/shared/ids';

/** A service nothing has been said of yet. */
export const newService = (id: ServiceId, tenantId: TenantId, createdAt: Date): ServiceBase => ({
  id,
  tenantId,
  kind: 'service',
  name: {},
  description: {},
  category: {},
  aliases: [],
  price: null,
  unit: {},
  minQuantity: 1,
  maxQuantity: 999,
  options: [],
  requires: [],
  includes: [],
  images: [],
  status: 'active',
  available: true,
  createdAt,
  version: 0,
});
