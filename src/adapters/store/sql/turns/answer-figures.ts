import type { ConversationRow } from '#adapters/store/sql/schema';
import { tenantStatement } from '#adapters/store/sql/statement';
import type { AnswerFigures } from '#application/ports/turn-store';

/** Ids begin with the time, so the newest conversations are the end of the primary key: no more rows than these are read. */
export const newestConversations = tenantStatement<{ limit: number }>()((db, arg, tenant) =>
  db
    .selectFrom('conversations')
    .select(['tenant_id', 'status', 'mode', 'epoch', 'escalation_reason', 'created_at', 'first_response_at'])
    .where('tenant_id', '=', tenant)
    .orderBy('id', 'desc')
    .limit(arg('limit')),
);

type Begun = Pick<
  ConversationRow,
  'status' | 'mode' | 'epoch' | 'escalation_reason' | 'created_at' | 'first_response_at'
>;

/** Taking over and switching the assistant off each begin an epoch; so does closing, which is no intervention. */
const isAssistantsAlone = ({ status, mode, epoch, escalation_reason: reason }: Begun): boolean =>
  mode === 'assistant' && reason === null && epoch === (status === 'closed' ? 1 : 0);

export const figuresOf = (begun: readonly Begun[], since: Date): AnswerFigures => {
  const answered = begun.filter((row) => row.created_at >= since.getTime() && row.first_response_at !== null);
  const times = answered.map((row) => Number(row.first_response_at) - row.created_at).sort((a, b) => a - b);
  return {
    answered: answered.length,
    byAssistantAlone: answered.filter(isAssistantsAlone).length,
    firstResponseMs: times[Math.floor((times.length - 1) / 2)] ?? null,
  };
};
