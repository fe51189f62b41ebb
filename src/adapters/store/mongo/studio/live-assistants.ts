import type { Row, TenantTx } from '#adapters/store/mongo/tenant-tx';
import { toAssistant, toVersion } from '#adapters/store/sql/studio/studio-mapper';
import type { AssistantVersionId } from '#domain/shared/ids';
import type { AssistantConfig } from '#domain/studio/assistant-config';
import type { LiveAssistant } from '#domain/studio/live-assistant';

type Published = { readonly number: number; readonly config: AssistantConfig };

/** Versions of the tenants that were active last. */
const mostKept = 1_024;

export const oldestAssistants = (tx: TenantTx): Promise<readonly Row<'assistants'>[]> =>
  tx.rows('assistants', { sort: { created_at: 1, id: 1 } });

/** What published versions hold is never written again, so one reading of each will do; which of them is live is read anew. */
export class LiveAssistants {
  /** Tenant and version, as a key. */
  readonly #kept = new Map<string, Published>();

  async of(tx: TenantTx): Promise<readonly LiveAssistant[]> {
    const live: LiveAssistant[] = [];
    for (const row of await oldestAssistants(tx))
      if (row.live_version !== null) live.push(await this.#alive(tx, row, row.live_version));
    return live;
  }

  async #alive(tx: TenantTx, row: Row<'assistants'>, version: string): Promise<LiveAssistant> {
    const { state } = toAssistant(row);
    const { number, config } = await this.#published(tx, version);
    const { id, name, isDefault, channels, topics, automaticActs } = state;
    const versionId = version as AssistantVersionId;
    return { id, name, isDefault, channels, topics, automaticActs, versionId, number, config };
  }

  async #published(tx: TenantTx, id: string): Promise<Published> {
    const key = `${tx.tenantId}/${id}`;
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    const row = await tx.get('assistant_versions', id);
    if (row === undefined) throw new Error('an assistant’s live version is gone');
    const { number, config } = toVersion(row).state;
    this.#kept.set(key, { number, config });
    const oldest = this.#kept.keys().next().value;
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
    return { number, config };
  }
}
