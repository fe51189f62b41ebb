import type { Pause, SendingLedger, Warning } from '#domain/channel/sending/sending-ledger';
import type { SendingPolicy } from '#domain/channel/sending/sending-policy';
import type { WarningKind } from '#domain/channel/sending/sending-rules';
import { counted, dayByHour } from '#domain/channel/sending/sliding-count';

const mostWarnings = 10;

/** A customer wrote. */
export const noteReceived = (ledger: SendingLedger, at: Date): SendingLedger => ({
  ...ledger,
  received: counted(ledger.received, dayByHour, at.getTime(), at.getTime()),
});

/** The connection is open again after a loss. */
export const noteReopened = (ledger: SendingLedger, at: Date): SendingLedger => ({
  ...ledger,
  reopenedAt: at.getTime(),
  reconnects: counted(ledger.reconnects, dayByHour, at.getTime(), at.getTime()),
});

/** The longer one holds: one that only a person ends before any that time ends. */
const longer = (left: Pause | null, right: Pause, now: number): Pause => {
  if (left === null || (left.until !== null && left.until <= now)) return right;
  if (left.until === null) return left;
  return right.until === null || right.until > left.until ? { ...right, since: left.since } : left;
};

export type WarningInput = {
  readonly kind: WarningKind;
  readonly at: Date;
  /** When WhatsApp itself says that it ends. */
  readonly endsAt?: Date | null;
};

/** WhatsApp warned: everything pauses, for as long as the policy says and at least as long as WhatsApp does. */
export const noteWarning = (ledger: SendingLedger, policy: SendingPolicy, warning: WarningInput): SendingLedger => {
  const at = warning.at.getTime();
  const entry: Warning = { kind: warning.kind, at };
  const warnings = [...ledger.warnings, entry].slice(-mostWarnings);
  const forMs = policy.rules.pauseMs[warning.kind];
  const until = forMs === null ? null : Math.max(at + forMs, warning.endsAt?.getTime() ?? at);
  if (until !== null && until <= at) return { ...ledger, warnings };
  return { ...ledger, warnings, pause: longer(ledger.pause, { since: at, until, kind: warning.kind }, at) };
};

/** A person has looked and lets the number send again. The warnings stay in the record. */
export const resume = (ledger: SendingLedger): SendingLedger => ({ ...ledger, pause: null });
