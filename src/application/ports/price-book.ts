import type { PriceRecord } from '#domain/catalogue/price-record';
import type { ServiceId } from '#domain/shared/ids';

/** What services cost, since when. A save of a service that changes its name, unit or price adds a record with it. */
export interface PriceBook {
  /** What held when the service had this version; `null`: there was no such service then. */
  at(serviceId: ServiceId, serviceVersion: number): Promise<PriceRecord | null>;
  latest(serviceId: ServiceId): Promise<PriceRecord | null>;
}
