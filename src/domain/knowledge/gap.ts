import type { ConversationId, FaqId, TenantId, TurnId } from '#domain/shared/ids';
import type { Language } from '#domain/shared/language';

/** A question of a customer that the assistant had no answer to. Named by the turn it came up in, so that it is noted once. */
export type Gap = {
  readonly id: TurnId;
  readonly tenantId: TenantId;
  readonly conversationId: ConversationId;
  readonly text: string;
  readonly language: Language;
  readonly status: 'open' | 'answered' | 'dismissed';
  /** What was written to answer it. */
  readonly faqId: FaqId | null;
  readonly at: Date;
};

export const longestGap = 500;
