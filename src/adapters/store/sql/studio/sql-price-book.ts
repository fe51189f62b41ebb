import { decodeJson, encodeJson } from '#adapters/store/sql/json-codec';
import type { PriceRecordRow } from '#adapters/store/sql/studio-rows';
import type { TenantDatabase } from '#adapters/store/sql/tenant-database';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import type { PriceBook } from '#application/ports/price-book';
import { type PriceRecord, priceText } from '#domain/catalogue/price-record';
import type { Service } from '#domain/catalogue/service';
import type { ServiceId } from '#domain/shared/ids';
import { insertPrice, priceAt } from './studio-statements.js';

const newest = Number.MAX_SAFE_INTEGER;
const toRecord = (row: PriceRecordRow): PriceRecord => decodeJson<PriceRecord>(row.body);

export class SqlPriceBook implements PriceBook {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  async at(serviceId: ServiceId, serviceVersion: number): Promise<PriceRecord | null> {
    const row = await this.#database.read((tx) => tx.first(priceAt, { service: serviceId, version: serviceVersion }));
    return row === undefined ? null : toRecord(row);
  }

  latest(serviceId: ServiceId): Promise<PriceRecord | null> {
    return this.at(serviceId, newest);
  }
}

export const priceFacts = ({ name, unit, price }: Pick<PriceRecord, 'name' | 'unit' | 'price'>): string =>
  encodeJson([name.en, name.ar, unit.en, unit.ar, price]);

/** With the save that brought the price: a record, unless the service is called and costs what it did. */
export const recordPrice = async (tx: TenantTx, { id, name, unit, price, version }: Service): Promise<void> => {
  const before = await tx.first(priceAt, { service: id, version: newest });
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
  await tx.run(insertPrice, { service: id, version: record.serviceVersion, body });
};
