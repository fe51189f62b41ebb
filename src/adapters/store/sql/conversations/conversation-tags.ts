import { decodeJson } from '#adapters/store/sql/json-codec';
import type { ConversationRow, ConversationTagRow } from '#adapters/store/sql/schema';
import { tenantStatement } from '#adapters/store/sql/statement';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';

const insertTag = tenantStatement<Omit<ConversationTagRow, 'tenant_id'>>()((db, arg, tenant) =>
  db
    .insertInto('conversation_tags')
    .values({
      tenant_id: tenant,
      conversation_id: arg('conversation_id'),
      tag: arg('tag'),
      inbox_state: arg('inbox_state'),
      last_message_at: arg('last_message_at'),
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'conversation_id', 'tag']).doNothing()),
);

const dropTags = tenantStatement<{ id: string }>()((db, arg, tenant) =>
  db.deleteFrom('conversation_tags').where('tenant_id', '=', tenant).where('conversation_id', '=', arg('id')),
);

const moveInTime = tenantStatement<{ id: string; at: number }>()((db, arg, tenant) =>
  db
    .updateTable('conversation_tags')
    .set({ last_message_at: arg('at') })
    .where('tenant_id', '=', tenant)
    .where('conversation_id', '=', arg('id')),
);

const moveInState = tenantStatement<{ id: string; state: string }>()((db, arg, tenant) =>
  db
    .updateTable('conversation_tags')
    .set({ inbox_state: arg('state') })
    .where('tenant_id', '=', tenant)
    .where('conversation_id', '=', arg('id')),
);

type Tagged = Pick<ConversationRow, 'id' | 'tags'>;
type Place = Tagged & Pick<ConversationRow, 'inbox_state' | 'last_message_at'>;

const none = '[]';

// Tags stand in the inbox where their conversation stands. Moving them costs nothing where there are none, as in most.

export const moveTagsInTime = async (tx: TenantTx, { id, tags }: Tagged, at: number): Promise<void> => {
  if (tags !== none) await tx.run(moveInTime, { id, at });
};

export const moveTagsInState = async (tx: TenantTx, { id, tags }: Tagged, state: string): Promise<void> => {
  if (tags !== none) await tx.run(moveInState, { id, state });
};

/** After people saved a conversation and its messages: its tags are those it has now, where it stands now. */
export const writeTags = async (tx: TenantTx, before: Place, after: Place): Promise<void> => {
  const { id, inbox_state, last_message_at } = after;
  if (before.tags === after.tags) return moveTagsInState(tx, after, inbox_state);
  await tx.run(dropTags, { id });
  for (const tag of decodeJson<readonly string[]>(after.tags))
    await tx.run(insertTag, { conversation_id: id, tag, inbox_state, last_message_at });
};
