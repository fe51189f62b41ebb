import type { ChannelKind } from '#domain/channel/channel';
import type { ConversationId, CustomerId, FormId, LeadId, TenantId, UserId } from '#domain/shared/ids';

export const leadStatuses = ['new', 'contacted', 'qualified', 'converted', 'lost'] as const;
export type LeadStatus = (typeof leadStatuses)[number];

/** Somebody worth calling back, from a form or from a chat (CAT-5). A person moves it between any two statuses. */
export type Lead = {
  readonly id: LeadId;
  readonly tenantId: TenantId;
  readonly source: 'form' | 'chat' | 'manual';
  readonly formId: FormId | null;
  readonly conversationId: ConversationId | null;
  /** What kind of channel it came over; `null` or absent: nobody noted it. */
  readonly channel?: ChannelKind | null;
  readonly customerId: CustomerId | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** What they want, in their own words or a person's. */
  readonly intent: string;
  /** What was filled in, by field key; texts as typed, at most 2,000 characters each. */
  readonly values: Readonly<Record<string, string>>;
  readonly status: LeadStatus;
  readonly assignee: UserId | null;
  readonly createdAt: Date;
  readonly version: number;
};
