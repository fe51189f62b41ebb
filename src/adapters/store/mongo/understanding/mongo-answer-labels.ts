import { assertOwn } from '#adapters/store/mongo/own';
import type { TenantDatabase } from '#adapters/store/mongo/tenant-database';
import type { TenantTx } from '#adapters/store/mongo/tenant-tx';
import { decodeJson, encodeJson } from '#adapters/store/sql/json-codec';
import type { AnswerLabelRow } from '#adapters/store/sql/understanding/answer-label-row';
import type { AnswerLabels } from '#application/ports/answer-labels';
import type { TurnId } from '#domain/shared/ids';
import { type AnswerLabel, labelsKept } from '#domain/understanding/confidence/answer-label';

const newestFirst = { at: -1, turn_id: -1 } as const;

/** More than one commit adds. */
const forgottenAtOnce = 100;

const toLabel = (row: AnswerLabelRow): AnswerLabel => decodeJson<AnswerLabel>(row.body);

/** Once for a commit: it looks at what is committed, and others of the same commit would find the same. */
const forgetOld = async (tx: TenantTx): Promise<void> => {
  if (tx.writesTo('answer_labels')) return;
  const old = await tx.behind('answer_labels', { sort: newestFirst, count: labelsKept, limit: forgottenAtOnce });
  for (const row of old) tx.drop('answer_labels', row);
};

export class MongoAnswerLabels implements AnswerLabels {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  save(label: AnswerLabel): Promise<void> {
    const { tenantId, turnId, conversationId, at } = label;
    return this.#database.write(async (tx) => {
      assertOwn(tx, tenantId);
      await forgetOld(tx);
      const judged = { body: encodeJson(label), at: at.getTime() };
      const row = await tx.get('answer_labels', turnId);
      if (row === undefined) tx.add('answer_labels', { turn_id: turnId, conversation_id: conversationId, ...judged });
      else tx.change('answer_labels', row, judged);
    });
  }

  async find(turnId: TurnId): Promise<AnswerLabel | null> {
    const row = await this.#database.read((tx) => tx.get('answer_labels', turnId));
    return row === undefined ? null : toLabel(row);
  }

  /** What the last commits added is forgotten with the next one, and not seen any more before. */
  async newest(limit: number): Promise<readonly AnswerLabel[]> {
    const find = { sort: newestFirst, limit: Math.min(limit, labelsKept) };
    return (await this.#database.read((tx) => tx.rows('answer_labels', find))).map(toLabel);
  }
}
