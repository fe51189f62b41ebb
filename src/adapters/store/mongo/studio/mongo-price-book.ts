import { upTo } from '#adapters/store/mongo/filter';
import type { TenantDatabase } from '#adapters/store/mongo/tenant-database';
import type { Row, TenantTx } from '#adapters/store/mongo/tenant-tx';
import { decodeJson, encodeJson } from '#adapters/store/sql/json-codec';
import { priceFacts } from '#adapters/store/sql/studio/sql-price-book';
import type { PriceBook } from '#application/ports/price-book';
import { type PriceRecord, priceText } from '#domain/catalogue/price-record';
import type { Service } from '#domain/catalogue/service';
import type { ServiceId } from '#domain/shared/ids';

const newest = Number.MAX_SAFE_INTEGER;
const toRecord = (row: Row<'price_records'>): PriceRecord => decodeJson<PriceRecord>(row.body);

const priceAt = (tx: TenantTx, serviceId: string, version: number): Promise<Row<'price_records'> | undefined> =>
  tx.first('price_records', {
    filter: { service_id: serviceId, service_version: upTo(version) },
    sort: { service_version: -1 },
  });

export class MongoPriceBook implements PriceBook {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  async at(serviceId: ServiceId, serviceVersion: number): Promise<PriceRecord | null> {
    const row = await this.#database.read((tx) => priceAt(tx, serviceId, serviceVersion));
    return row === undefined ? null : toRecord(row);
  }

  latest(serviceId: ServiceId): Promise<PriceRecord | null> {
    return this.at(serviceId, newest);
  }
}

/** With the save that brought the price: a record, unless the service is called and costs what it did. */
export const recordPrice = async (tx: TenantTx, { id, name, unit, price, version }: Service): Promise<void> => {
  const before = await priceAt(tx, id, newest);
  if (before !== undefined && priceFacts(toRecord(before)) === priceFacts({ name, unit, price })) return;
  const record = {
    tenantId: tx.tenantId,
    serviceId: id,
    serviceVersion: version + 1,
    name,
    unit,
    price,
    validFrom: new Date(tx.nowMs),
  };
  const body = encodeJson({ ...record, hash: tx.sha256(priceText(record)) });
  await tx.insert('price_records', { service_id: id, service_version: record.serviceVersion, body });
};
