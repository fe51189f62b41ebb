import { above } from '#adapters/store/mongo/filter';
import { assertOwn } from '#adapters/store/mongo/own';
import { saveVersioned } from '#adapters/store/mongo/save-versioned';
import type { TenantDatabase } from '#adapters/store/mongo/tenant-database';
import type { Row, TenantTx } from '#adapters/store/mongo/tenant-tx';
import { suggestionColumns, toSuggestion } from '#adapters/store/sql/studio/studio-mapper';
import type { SuggestionStore } from '#application/ports/assistant-store';
import type { AssistantId, ConversationId, SuggestionId } from '#domain/shared/ids';
import { Suggestion } from '#domain/studio/suggestion';

const openIn = (tx: TenantTx, conversationId: string): Promise<readonly Row<'suggestions'>[]> =>
  tx.rows('suggestions', {
    filter: { conversation_id: conversationId, status: 'open' },
    sort: { created_at: -1 },
  });

export class MongoSuggestionStore implements SuggestionStore {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  async find(id: SuggestionId): Promise<Suggestion | null> {
    const row = await this.#database.read((tx) => tx.get('suggestions', id));
    return row === undefined ? null : toSuggestion(row);
  }

  async open(conversationId: ConversationId): Promise<Suggestion | null> {
    const [row] = await this.#database.read((tx) => openIn(tx, conversationId));
    return row === undefined ? null : toSuggestion(row);
  }

  save(suggestion: Suggestion): Promise<Suggestion> {
    return this.#database.write((tx) => writeSuggestion(tx, suggestion));
  }

  async decided(assistantId: AssistantId, limit: number): Promise<readonly Suggestion[]> {
    const filter = { assistant_id: assistantId, decided_at: above<number | null>(0) };
    const find = { filter, sort: { decided_at: -1 }, limit } as const;
    return (await this.#database.read((tx) => tx.rows('suggestions', find))).map(toSuggestion);
  }
}

const writeSuggestion = async (tx: TenantTx, suggestion: Suggestion): Promise<Suggestion> => {
  const { id, tenantId, version } = suggestion.state;
  assertOwn(tx, tenantId);
  await saveVersioned(tx, 'suggestions', [id], { id, ...suggestionColumns(suggestion) }, version);
  return new Suggestion({ ...suggestion.state, version: version + 1 });
};

/** With the turn that made it; those before it that nobody looked at are overtaken. */
export const addSuggestion = async (tx: TenantTx, suggestion: Suggestion | null): Promise<void> => {
  if (suggestion === null) return;
  for (const row of await openIn(tx, suggestion.state.conversationId))
    await writeSuggestion(tx, toSuggestion(row).decide('overtaken', null, new Date(tx.nowMs)));
  await writeSuggestion(tx, suggestion);
};
