import { standingById } from '#adapters/store/sql/conversations/conversation-statements';
import { limitOf, pageOf, positionOf } from '#adapters/store/sql/keyset';
import { toTurn, turnColumns } from '#adapters/store/sql/mappers/document-mapper';
import { assertOwn } from '#adapters/store/sql/own';
import type { TenantDatabase } from '#adapters/store/sql/tenant-database';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import type { AnswerFigures, TurnApplied, TurnEffects, TurnStore, TurnWritten } from '#application/ports/turn-store';
import type { Turn } from '#domain/conversation/turn';
import type { ConversationId, TurnId } from '#domain/shared/ids';
import type { Page, PageRequest } from '#domain/shared/page';
import { figuresOf, newestConversations } from './answer-figures.js';
import { applyTurn } from './apply-turn.js';
import { insertTurn, noteDecided, turnById, turnsBefore } from './turn-statements.js';

export class SqlTurnStore implements TurnStore {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  write(turn: Turn, fence: number): Promise<TurnWritten> {
    // Nothing of it leaves before it is applied, by a unit behind this one.
    return this.#database.writeAhead((tx) => writeTurn(tx, turn, fence));
  }

  async find(id: TurnId): Promise<Turn | null> {
    const row = await this.#database.read((tx) => tx.first(turnById, { id }));
    return row === undefined ? null : toTurn(row);
  }

  apply(turn: Turn, effects: TurnEffects): Promise<TurnApplied> {
    return this.#database.write((tx) => applyTurn(tx, turn, effects));
  }

  async page(conversationId: ConversationId, request: PageRequest): Promise<Page<Turn>> {
    const seq = positionOf('turns', request)?.at ?? Number.MAX_SAFE_INTEGER;
    const limit = limitOf(request);
    const rows = await this.#database.read((tx) => tx.rows(turnsBefore, { conversationId, seq, limit: limit + 1 }));
    return pageOf('turns', rows, limit, (row) => ({ at: row.upto_seq, id: '' }), toTurn);
  }

  async answerFigures(since: Date): Promise<AnswerFigures> {
    const limit = 1_000;
    return figuresOf(await this.#database.read((tx) => tx.rows(newestConversations, { limit })), since);
  }
}

/** Under the lease, and only for the conversation as the turn saw it. */
const writeTurn = async (tx: TenantTx, turn: Turn, fence: number): Promise<TurnWritten> => {
  assertOwn(tx, turn.tenantId);
  const row = await tx.first(standingById, { id: turn.conversationId });
  const holds = row?.turn_fence === fence && row.turn_lease_until !== null && row.turn_lease_until > tx.nowMs;
  if (row === undefined || !holds) return 'lost_lease';
  if (row.inbound_seq !== turn.uptoSeq || row.epoch !== turn.epoch) return 'moved';
  if ((await tx.run(insertTurn, turnColumns(turn), row.customer_id)) === 0) return 'exists';
  await tx.run(noteDecided, { id: row.id, turn: turn.id });
  return 'written';
};
