import { tenantStatement } from '#adapters/store/sql/statement';
import type { TenantTx } from '#adapters/store/sql/tenant-database';
import type { OpenCounts } from '#application/ports/conversation-store';
import type { ConversationMode } from '#domain/conversation/conversation';
import { openStates } from './conversation-pages.js';

/** Both are read from an index alone; closed conversations, which are most, are never touched. */
const openIn = tenantStatement<{ state: string }>()((db, arg, tenant) =>
  db
    .selectFrom('conversations')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenant)
    .where('inbox_state', '=', arg('state')),
);

const unassignedIn = tenantStatement<{ state: string }>()((db, arg, tenant) =>
  db
    .selectFrom('conversations')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenant)
    .where('assignee', 'is', null)
    .where('inbox_state', '=', arg('state')),
);

const tagsByUse = tenantStatement<{ limit: number }>()((db, arg, tenant) =>
  db
    .selectFrom('conversation_tags')
    .select((row) => ['tag', row.fn.countAll<number>().as('count')])
    .where('tenant_id', '=', tenant)
    .groupBy('tag')
    .orderBy('count', 'desc')
    .orderBy('tag')
    .limit(arg('limit')),
);

const mostTags = 100;

export const countOpen = async (tx: TenantTx): Promise<OpenCounts> => {
  const counts = { assistant: 0, waiting: 0, human: 0, unassigned: 0 } satisfies Record<
    ConversationMode | 'unassigned',
    number
  >;
  for (const state of openStates) {
    counts[state] = Number((await tx.first(openIn, { state }))?.count ?? 0);
    counts.unassigned += Number((await tx.first(unassignedIn, { state }))?.count ?? 0);
  }
  return counts;
};

export const tagsOf = async (tx: TenantTx): Promise<readonly string[]> =>
  (await tx.rows(tagsByUse, { limit: mostTags })).map((row) => row.tag);
