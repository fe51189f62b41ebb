import { below } from '#adapters/store/mongo/filter';
import { assertOwn } from '#adapters/store/mongo/own';
import type { TenantDatabase } from '#adapters/store/mongo/tenant-database';
import type { TenantTx } from '#adapters/store/mongo/tenant-tx';
import { limitOf, pageOf, positionOf } from '#adapters/store/sql/keyset';
import { toTurn, turnColumns } from '#adapters/store/sql/mappers/document-mapper';
import { figuresOf } from '#adapters/store/sql/turns/answer-figures';
import type { AnswerFigures, TurnApplied, TurnEffects, TurnStore, TurnWritten } from '#application/ports/turn-store';
import type { Turn } from '#domain/conversation/turn';
import type { ConversationId, TurnId } from '#domain/shared/ids';
import type { Page, PageRequest } from '#domain/shared/page';
import { applyTurn } from './apply-turn.js';

const figuresOfNewest = 1_000;

export class MongoTurnStore implements TurnStore {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  write(turn: Turn, fence: number): Promise<TurnWritten> {
    return this.#database.write((tx) => writeTurn(tx, turn, fence));
  }

  async find(id: TurnId): Promise<Turn | null> {
    const row = await this.#database.read((tx) => tx.get('turns', id));
    return row === undefined ? null : toTurn(row);
  }

  apply(turn: Turn, effects: TurnEffects): Promise<TurnApplied> {
    return this.#database.write((tx) => applyTurn(tx, turn, effects));
  }

  page(conversationId: ConversationId, request: PageRequest): Promise<Page<Turn>> {
    return this.#database.read(async (tx) => {
      const seq = positionOf('turns', request)?.at ?? Number.MAX_SAFE_INTEGER;
      const limit = limitOf(request);
      const filter = { conversation_id: conversationId, upto_seq: below(seq) };
      const rows = await tx.rows('turns', { filter, sort: { upto_seq: -1 }, limit: limit + 1 });
      return pageOf('turns', rows, limit, (row) => ({ at: row.upto_seq, id: '' }), toTurn);
    });
  }

  answerFigures(since: Date): Promise<AnswerFigures> {
    return this.#database.read(async (tx) => {
      const newest = await tx.rows('conversations', {
        sort: { id: -1 },
        limit: figuresOfNewest,
        only: ['status', 'mode', 'epoch', 'escalation_reason', 'created_at', 'first_response_at'],
      });
      return figuresOf(newest, since);
    });
  }
}

/** Under the lease, and only for the conversation as the turn saw it. */
const writeTurn = async (tx: TenantTx, turn: Turn, fence: number): Promise<TurnWritten> => {
  assertOwn(tx, turn.tenantId);
  const row = await tx.get('conversations', turn.conversationId);
  const holds = row?.turn_fence === fence && row.turn_lease_until !== null && row.turn_lease_until > tx.nowMs;
  if (row === undefined || !holds) return 'lost_lease';
  if (row.inbound_seq !== turn.uptoSeq || row.epoch !== turn.epoch) return 'moved';
  const filter = { conversation_id: turn.conversationId, upto_seq: turn.uptoSeq };
  if ((await tx.first('turns', { filter })) !== undefined) return 'exists';
  await tx.insert('turns', turnColumns(turn));
  tx.change('conversations', row, { unapplied_turn: turn.id, turn_failures: 0 });
  return 'written';
};
