import type { SealingPlaceRow } from '#adapters/store/sql/key-rows';
import { sealedTables } from './sealed-tables.js';

/** Longer than any process keeps a tenant's keys: by then all of them seal under the newest. */
export const settledMs = 6 * 60_000;

/** How far the sealing of older rows has got. */
export type Place = { readonly table: string; readonly after: readonly string[] };

/** Where to go on; `null`: every table was looked at under this key. */
export const nextPlaceOf = (rows: readonly SealingPlaceRow[], version: number): Place | null => {
  const places = new Map(rows.map((row) => [row.table_name, row]));
  for (const table of Object.keys(sealedTables)) {
    const place = places.get(table);
    const isCurrent = place !== undefined && place.tenant_version >= version;
    if (!isCurrent) return { table, after: [] };
    if (place.is_done === 0) return { table, after: JSON.parse(place.after) as string[] };
  }
  return null;
};
