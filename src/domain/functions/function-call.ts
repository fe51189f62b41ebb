import type { Arguments } from '#domain/functions/tenant-function';
import type { ConversationId, FunctionCallId, FunctionId, TenantId } from '#domain/shared/ids';

/** One line of the log: that a function was asked, with what, and how it came out. Never the answer. */
export type FunctionCall = {
  readonly id: FunctionCallId;
  readonly tenantId: TenantId;
  readonly functionId: FunctionId;
  /** `null`: an admin tried it. */
  readonly conversationId: ConversationId | null;
  readonly arguments: Arguments;
  /** `answered`, or why not. */
  readonly outcome: string;
  /** What the service answered with, if it did. */
  readonly status: number | null;
  readonly tookMs: number;
  readonly at: Date;
};

/** How long the log keeps a line. */
export const callsKeptMs = 30 * 86_400_000;
