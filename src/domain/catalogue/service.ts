import type { OrderSlot } from '#domain/orders/order-slot';
import type { ServiceId, TenantId } from '#domain/shared/ids';
import type { LocalizedText } from '#domain/shared/language';
import type { Money } from '#domain/shared/money';

/** A choice the customer makes that does not change the price, such as a size. */
export type ServiceOption = { readonly name: LocalizedText; readonly values: readonly LocalizedText[] };

/** Something a tenant sells at a fixed price. A package is a service made of others, with a price of its own (CAT-1). */
export type Service = {
  readonly id: ServiceId;
  readonly tenantId: TenantId;
  readonly kind: 'service' | 'package';
  readonly name: LocalizedText;
  readonly description: LocalizedText;
  readonly category: LocalizedText;
  /** Other words customers use for it. */
  readonly aliases: readonly string[];
  /** Fixed by an admin; nothing else in the system may write it. */
  readonly price: Money;
  /** What one costs: "per visit". Empty when there is nothing to say. */
  readonly unit: LocalizedText;
  readonly minQuantity: number;
  readonly maxQuantity: number;
  readonly options: readonly ServiceOption[];
  /** What the customer must tell us before the order request is complete. */
  readonly requires: readonly OrderSlot[];
  /** Services a package is made of; empty for a service. */
  readonly includes: readonly ServiceId[];
  readonly images: readonly string[];
  /** Drafts and archived services are invisible to customers and to the assistant. */
  readonly status: 'draft' | 'active' | 'archived';
  /** False: known and priced, but cannot be ordered now. */
  readonly available: boolean;
  readonly createdAt: Date;
  readonly version: number;
};
