import type { TenantId, UserId } from '#domain/shared/ids';

/** While on, nothing the assistant wrote leaves: not now, and not what was queued before. People can still write. */
export type KillSwitch = {
  /** `null`: the whole platform. A single conversation's switch is `Conversation.assistantOn`. */
  readonly tenantId: TenantId | null;
  readonly on: boolean;
  readonly reason: string;
  readonly by: UserId | null;
  readonly at: Date;
  readonly version: number;
};
