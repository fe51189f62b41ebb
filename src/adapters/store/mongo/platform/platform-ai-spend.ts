import { upTo } from '#adapters/store/mongo/filter';
import { platformScope } from '#adapters/store/mongo/tenant-database';
import { keyOf } from '#adapters/store/mongo/unit/key';
import type { Spend, SpendCaps, SpendClaim } from '#application/ports/ai-store';
import type { TenantId } from '#domain/shared/ids';
import type { OwnDocuments } from './own-documents.js';
import type { PlatformReader } from './platform-reader.js';

type Change = { readonly reserved: number; readonly spent: number };

export class PlatformAiSpend {
  readonly #reader: PlatformReader;
  readonly #documents: OwnDocuments;
  constructor(reader: PlatformReader, documents: OwnDocuments) {
    this.#reader = reader;
    this.#documents = documents;
  }

  async of(tenantId: TenantId | null, day: string): Promise<Spend> {
    const filter = { scope: tenantId ?? platformScope, day };
    const row = await this.#reader.firstOwn('ai_spend', { filter });
    return { reservedMicros: row?.reserved_micros ?? 0, spentMicros: row?.spent_micros ?? 0 };
  }

  async reserve(claim: SpendClaim, caps: SpendCaps): Promise<'reserved' | 'tenant_cap' | 'platform_cap'> {
    const { tenantId, day, micros } = claim;
    if (tenantId !== null && !(await this.#take(tenantId, claim, caps.tenantMicros))) return 'tenant_cap';
    if (await this.#take(null, claim, caps.platformMicros)) return 'reserved';
    if (tenantId !== null) await this.#add(tenantId, day, { reserved: -micros, spent: 0 });
    return 'platform_cap';
  }

  async settle({ tenantId, day, micros }: SpendClaim, spent: number): Promise<void> {
    for (const owner of tenantId === null ? [null] : [tenantId, null])
      await this.#add(owner, day, { reserved: -micros, spent });
  }

  /** One command compares and sets, so of many at once none takes money that another has taken. */
  async #take(owner: TenantId | null, { day, micros }: SpendClaim, cap: number): Promise<boolean> {
    await this.#make(owner, day);
    const room = { _id: keyOf(owner ?? platformScope, [day]), total_micros: upTo(cap - micros) };
    return this.#documents.add('ai_spend', room, { reserved_micros: micros, total_micros: micros });
  }

  async #add(owner: TenantId | null, day: string, { reserved, spent }: Change): Promise<void> {
    await this.#make(owner, day);
    const amounts = { reserved_micros: reserved, spent_micros: spent, total_micros: reserved + spent };
    await this.#documents.add('ai_spend', { _id: keyOf(owner ?? platformScope, [day]) }, amounts);
  }

  async #make(owner: TenantId | null, day: string): Promise<void> {
    const scope = owner ?? platformScope;
    if ((await this.#reader.firstOwn('ai_spend', { filter: { scope, day }, only: ['day'] })) !== undefined) return;
    const nothing = { reserved_micros: 0, spent_micros: 0, total_micros: 0 };
    await this.#documents.insert('ai_spend', keyOf(scope, [day]), { scope, day, tenant_id: owner, ...nothing });
  }
}
