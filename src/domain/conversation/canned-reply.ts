import type { CannedReplyId, TenantId } from '#domain/shared/ids';
import type { LocalizedText } from '#domain/shared/language';

/** Words the team sends often; typed as `/shortcut`. */
export type CannedReply = {
  readonly id: CannedReplyId;
  readonly tenantId: TenantId;
  /** Lower-case letters, digits and dashes; unique in the tenant. */
  readonly shortcut: string;
  readonly text: LocalizedText;
  readonly createdAt: Date;
  readonly version: number;
};
