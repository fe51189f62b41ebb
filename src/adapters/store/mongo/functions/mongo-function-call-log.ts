import { below } from '#adapters/store/mongo/filter';
import { after, descending } from '#adapters/store/mongo/newest-first';
import { assertOwn } from '#adapters/store/mongo/own';
import type { TenantRows } from '#adapters/store/mongo/rows';
import type { TenantDatabase } from '#adapters/store/mongo/tenant-database';
import { decodeJson, encodeJson } from '#adapters/store/sql/json-codec';
import { limitOf, pageOf, positionOf } from '#adapters/store/sql/keyset';
import type { FunctionCallLog } from '#application/ports/function-call-log';
import type { FunctionCall } from '#domain/functions/function-call';
import type { FunctionId } from '#domain/shared/ids';
import type { Page, PageRequest } from '#domain/shared/page';

type Calls = TenantRows['function_calls'];

/** What one call forgets at most: what is left goes with the next. */
const mostForgotten = 500;

const toCall = (row: Calls): FunctionCall => decodeJson<FunctionCall>(row.body);

export class MongoFunctionCallLog implements FunctionCallLog {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  add(call: FunctionCall, keptSince: Date): Promise<void> {
    const { id, tenantId, functionId, conversationId, at } = call;
    return this.#database.write(async (tx) => {
      assertOwn(tx, tenantId);
      const names = { id, function_id: functionId, conversation_id: conversationId };
      await tx.insert('function_calls', { ...names, body: encodeJson(call), created_at: at.getTime() });
      const old = { filter: { created_at: below(keptSince.getTime()) }, limit: mostForgotten };
      for (const each of await tx.rows('function_calls', old)) tx.drop('function_calls', each);
    });
  }

  page(functionId: FunctionId, request: PageRequest): Promise<Page<FunctionCall>> {
    return this.#database.read(async (tx) => {
      const limit = limitOf(request);
      const rows = await tx.rows('function_calls', {
        filter: { function_id: functionId, ...after<Calls>('created_at', positionOf('function_calls', request)) },
        sort: descending<Calls>('created_at'),
        limit: limit + 1,
      });
      return pageOf('function_calls', rows, limit, (row) => ({ at: row.created_at, id: row.id }), toCall);
    });
  }
}
