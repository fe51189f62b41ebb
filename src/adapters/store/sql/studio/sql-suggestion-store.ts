import { customerOf } from '#adapters/store/sql/conversations/customer-of';
import { assertOwn } from '#adapters/store/sql/own';
import { saveVersioned } from '#adapters/store/sql/save-versioned';
import type { TenantDatabase } from '#adapters/store/sql/tenant-database';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import type { SuggestionStore } from '#application/ports/assistant-store';
import type { AssistantId, ConversationId, SuggestionId } from '#domain/shared/ids';
import { Suggestion } from '#domain/studio/suggestion';
import { suggestionColumns, toSuggestion } from './studio-mapper.js';
import { decidedSuggestions, openSuggestions, suggestionById } from './studio-statements.js';

export class SqlSuggestionStore implements SuggestionStore {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  async find(id: SuggestionId): Promise<Suggestion | null> {
    const row = await this.#database.read((tx) => tx.first(suggestionById, { id }));
    return row === undefined ? null : toSuggestion(row);
  }

  async open(conversationId: ConversationId): Promise<Suggestion | null> {
    const [row] = await this.#database.read((tx) => tx.rows(openSuggestions, { conversation: conversationId }));
    return row === undefined ? null : toSuggestion(row);
  }

  save(suggestion: Suggestion): Promise<Suggestion> {
    return this.#database.write(async (tx) =>
      writeSuggestion(tx, suggestion, await customerOf(tx, suggestion.state.conversationId)),
    );
  }

  async decided(assistantId: AssistantId, limit: number): Promise<readonly Suggestion[]> {
    const rows = await this.#database.read((tx) => tx.rows(decidedSuggestions, { assistant: assistantId, limit }));
    return rows.map(toSuggestion);
  }
}

const writeSuggestion = async (
  tx: TenantTx,
  suggestion: Suggestion,
  customerId: string | null,
): Promise<Suggestion> => {
  const { id, tenantId, version } = suggestion.state;
  assertOwn(tx, tenantId);
  await saveVersioned(tx, 'suggestions', { id }, suggestionColumns(suggestion), version, customerId);
  return new Suggestion({ ...suggestion.state, version: version + 1 });
};

/** With the turn that made it; those before it that nobody looked at are overtaken. */
export const addSuggestion = async (tx: TenantTx, suggestion: Suggestion | null, customerId: string): Promise<void> => {
  if (suggestion === null) return;
  const conversation = suggestion.state.conversationId;
  for (const row of await tx.rows(openSuggestions, { conversation }))
    await writeSuggestion(tx, toSuggestion(row).decide('overtaken', null, new Date(tx.nowMs)), customerId);
  await writeSuggestion(tx, suggestion, customerId);
};
