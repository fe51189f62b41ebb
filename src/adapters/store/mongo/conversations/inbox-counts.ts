import { oneOf } from '#adapters/store/mongo/filter';
import type { TenantTx } from '#adapters/store/mongo/tenant-tx';
import { openStates } from '#adapters/store/sql/conversations/conversation-pages';
import type { InboxCounts, OpenCounts } from '#application/ports/conversation-store';
import type { UserId } from '#domain/shared/ids';

const mostTags = 100;

export const countOpen = async (tx: TenantTx): Promise<OpenCounts> => {
  const inState = (inbox_state: string): Promise<number> => tx.count('conversations', { inbox_state });
  const [assistant, waiting, human, unassigned] = await Promise.all([
    inState('assistant'),
    inState('waiting'),
    inState('human'),
    tx.count('conversations', { assignee: null, inbox_state: oneOf<string>(openStates) }),
  ]);
  return { assistant, waiting, human, unassigned };
};

/** One walk over the conversations that are open, and one over the reader's marks. */
const ofReader = async (tx: TenantTx, reader: UserId): Promise<Pick<InboxCounts, 'mine' | 'unread'>> => {
  const [open, marks] = await Promise.all([
    tx.rows('conversations', {
      filter: { inbox_state: oneOf<string>(openStates) },
      only: ['id', 'assignee', 'holder', 'inbound_seq'],
    }),
    tx.rows('read_marks', { filter: { user_id: reader } }),
  ]);
  const readUpTo = new Map(marks.map((mark) => [mark.conversation_id, mark.seq]));
  return {
    mine: open.filter(({ assignee, holder }) => assignee === reader || holder === reader).length,
    unread: open.filter(({ id, inbound_seq }) => inbound_seq > (readUpTo.get(id) ?? 0)).length,
  };
};

export const countInbox = async (tx: TenantTx, reader: UserId | null): Promise<InboxCounts> => {
  const [open, closed, own] = await Promise.all([
    countOpen(tx),
    tx.count('conversations', { inbox_state: 'closed' }),
    reader === null ? { mine: 0, unread: 0 } : ofReader(tx, reader),
  ]);
  return { ...open, closed, ...own };
};

export const tagsOf = async (tx: TenantTx): Promise<readonly string[]> => {
  const uses = [...(await tx.tally('conversations', 'tag_list'))];
  const byUse = uses.sort(([left, n], [right, m]) => m - n || (left < right ? -1 : 1));
  return byUse.slice(0, mostTags).map(([tag]) => tag);
};
