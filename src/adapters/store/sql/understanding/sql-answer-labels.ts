import { customerOf } from '#adapters/store/sql/conversations/customer-of';
import { decodeJson, encodeJson } from '#adapters/store/sql/json-codec';
import { assertOwn } from '#adapters/store/sql/own';
import { tenantStatement } from '#adapters/store/sql/statement';
import type { TenantDatabase } from '#adapters/store/sql/tenant-database';
import type { AnswerLabelRow } from '#adapters/store/sql/understanding/answer-label-row';
import type { AnswerLabels } from '#application/ports/answer-labels';
import type { TurnId } from '#domain/shared/ids';
import { type AnswerLabel, labelsKept } from '#domain/understanding/confidence/answer-label';

const byTurn = tenantStatement<{ turn: string }>()((db, arg, tenant) =>
  db.selectFrom('answer_labels').selectAll().where('tenant_id', '=', tenant).where('turn_id', '=', arg('turn')),
);

const newest = tenantStatement<{ limit: number; skipped: number }>()((db, arg, tenant) =>
  db
    .selectFrom('answer_labels')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .orderBy('at', 'desc')
    .orderBy('turn_id', 'desc')
    .limit(arg('limit'))
    .offset(arg('skipped')),
);

const replace = tenantStatement<Omit<AnswerLabelRow, 'tenant_id'>>()((db, arg, tenant) =>
  db
    .insertInto('answer_labels')
    .values({
      tenant_id: tenant,
      turn_id: arg('turn_id'),
      conversation_id: arg('conversation_id'),
      body: arg('body'),
      at: arg('at'),
    })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'turn_id']).doUpdateSet({ body: arg('body'), at: arg('at') }),
    ),
);

const forgetOne = tenantStatement<{ turn: string }>()((db, arg, tenant) =>
  db.deleteFrom('answer_labels').where('tenant_id', '=', tenant).where('turn_id', '=', arg('turn')),
);

const toLabel = (row: AnswerLabelRow): AnswerLabel => decodeJson<AnswerLabel>(row.body);

/** Each save adds one at most, so a few are enough to come back under the bound. */
const forgottenAtOnce = 10;

export class SqlAnswerLabels implements AnswerLabels {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  save(label: AnswerLabel): Promise<void> {
    const { tenantId, turnId, conversationId, at } = label;
    return this.#database.write(async (tx) => {
      assertOwn(tx, tenantId);
      const row = { turn_id: turnId, conversation_id: conversationId, body: encodeJson(label), at: at.getTime() };
      await tx.run(replace, row, await customerOf(tx, conversationId));
      for (const row of await tx.rows(newest, { limit: forgottenAtOnce, skipped: labelsKept }))
        await tx.run(forgetOne, { turn: row.turn_id });
    });
  }

  async find(turnId: TurnId): Promise<AnswerLabel | null> {
    const row = await this.#database.read((tx) => tx.first(byTurn, { turn: turnId }));
    return row === undefined ? null : toLabel(row);
  }

  async newest(limit: number): Promise<readonly AnswerLabel[]> {
    return (await this.#database.read((tx) => tx.rows(newest, { limit, skipped: 0 }))).map(toLabel);
  }
}
