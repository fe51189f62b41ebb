import type { FunctionCallRow } from '#adapters/store/sql/functions/function-call-row';
import { decodeJson, encodeJson } from '#adapters/store/sql/json-codec';
import { limitOf, pageOf, positionOf } from '#adapters/store/sql/keyset';
import { newestFirst } from '#adapters/store/sql/newest-first';
import { assertOwn } from '#adapters/store/sql/own';
import { tenantStatement } from '#adapters/store/sql/statement';
import type { TenantDatabase } from '#adapters/store/sql/tenant-database';
import type { FunctionCallLog } from '#application/ports/function-call-log';
import type { FunctionCall } from '#domain/functions/function-call';
import type { FunctionId } from '#domain/shared/ids';
import type { Page, PageRequest } from '#domain/shared/page';

type NewCall = { id: string; functionId: string; conversationId: string | null; body: string; at: number };

const addCall = tenantStatement<NewCall>()((db, arg, tenant) =>
  db.insertInto('function_calls').values({
    tenant_id: tenant,
    id: arg('id'),
    function_id: arg('functionId'),
    conversation_id: arg('conversationId'),
    body: arg('body'),
    created_at: arg('at'),
  }),
);

const forgetCalls = tenantStatement<{ before: number }>()((db, arg, tenant) =>
  db.deleteFrom('function_calls').where('tenant_id', '=', tenant).where('created_at', '<', arg('before')),
);

const toCall = (row: FunctionCallRow): FunctionCall => decodeJson<FunctionCall>(row.body);

export class SqlFunctionCallLog implements FunctionCallLog {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  add(call: FunctionCall, keptSince: Date): Promise<void> {
    const { id, tenantId, functionId, conversationId, at } = call;
    return this.#database.write(async (tx) => {
      assertOwn(tx, tenantId);
      await tx.run(addCall, { id, functionId, conversationId, body: encodeJson(call), at: at.getTime() });
      await tx.run(forgetCalls, { before: keptSince.getTime() });
    });
  }

  async page(functionId: FunctionId, request: PageRequest): Promise<Page<FunctionCall>> {
    const position = positionOf('function_calls', request);
    const limit = limitOf(request);
    const rows = await this.#database.read((tx) =>
      tx.db
        .selectFrom('function_calls')
        .selectAll()
        .where('tenant_id', '=', tx.tenantId)
        .where('function_id', '=', functionId)
        .where(newestFirst('created_at', position))
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute(),
    );
    return pageOf('function_calls', rows, limit, (row) => ({ at: row.created_at, id: row.id }), toCall);
  }
}
