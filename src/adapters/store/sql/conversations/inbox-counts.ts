import { tenantStatement } from '#adapters/store/sql/statement';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import type { InboxCounts, OpenCounts } from '#application/ports/conversation-store';
import type { ConversationMode } from '#domain/conversation/conversation';
import type { UserId } from '#domain/shared/ids';
import { openStates } from './conversation-pages.js';

/** Both are read from an index alone; closed conversations, which are most, are never touched where nobody asks for them. */
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

type Counted = { readonly mine: number | null; readonly unread: number | null };

/** One walk over the conversations that are open, with the reader's mark beside each. */
const ofReader = tenantStatement<{ reader: string }>()((db, arg, tenant) =>
  db
    .selectFrom('conversations')
    .leftJoin('read_marks', (join) =>
      join
        .on('read_marks.tenant_id', '=', tenant)
        .on('read_marks.user_id', '=', arg('reader'))
        .onRef('read_marks.conversation_id', '=', 'conversations.id'),
    )
    .select((row) => [
      row.fn
        .sum<Counted['mine']>(
          row
            .case()
            .when(row.or([row('assignee', '=', arg('reader')), row('holder', '=', arg('reader'))]))
            .then(row.lit(1))
            .else(row.lit(0))
            .end(),
        )
        .as('mine'),
      row.fn
        .sum<Counted['unread']>(
          row
            .case()
            .when('inbound_seq', '>', row.fn.coalesce('read_marks.seq', row.lit(0)))
            .then(row.lit(1))
            .else(row.lit(0))
            .end(),
        )
        .as('unread'),
    ])
    .where('conversations.tenant_id', '=', tenant)
    .where('inbox_state', 'in', [...openStates]),
);

export const countInbox = async (tx: TenantTx, reader: UserId | null): Promise<InboxCounts> => {
  const open = await countOpen(tx);
  const closed = Number((await tx.first(openIn, { state: 'closed' }))?.count ?? 0);
  const own = reader === null ? undefined : await tx.first(ofReader, { reader });
  return { ...open, closed, mine: Number(own?.mine ?? 0), unread: Number(own?.unread ?? 0) };
};

export const tagsOf = async (tx: TenantTx): Promise<readonly string[]> =>
  (await tx.rows(tagsByUse, { limit: mostTags })).map((row) => row.tag);
