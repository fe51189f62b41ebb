/** Why a message waits, or what set its moment. Stable codes: the panel words them. */
export const pacingReasons = [
  /** Nothing holds it. */
  'pacing.now',
  /** A person would still be reading and typing. */
  'pacing.typing',
  /** Too soon after another message of the number. */
  'pacing.gap',
  /** Too soon after another message of the chat. */
  'pacing.chat_gap',
  'pacing.minute_cap',
  'pacing.hour_cap',
  'pacing.day_cap',
  /** The number is young; its caps still grow. */
  'pacing.warm_up',
  /** The risk meter is up; the number goes slower. */
  'pacing.risk',
  /** As many chats as a day may see were started by us. */
  'pacing.new_contacts',
  /** The customer has not written for too long. */
  'pacing.reply_only',
  /** The customer left our last messages in this chat unanswered. */
  'pacing.unanswered',
  /** Few of those we write to answer. */
  'pacing.reply_ratio',
  'pacing.quiet_hours',
  'pacing.after_reconnect',
  'pacing.paused_by_warning',
  /** Enough messages have their moment already; this one gets one when some of them are out. */
  'pacing.queue',
] as const;
export type PacingReason = (typeof pacingReasons)[number];
