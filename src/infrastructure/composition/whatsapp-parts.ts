import type { EngineEars } from '#application/whatsapp/engine-ears';
import type { HeldSessions } from '#application/whatsapp/held-session';
import type { LeaseWatch } from '#application/whatsapp/lease-watch';
import type { PacedSender } from '#application/whatsapp/paced-sender';
import type { SessionCommands } from '#application/whatsapp/session-commands';
import type { SessionKeeper } from '#application/whatsapp/session-keeper';
import type { SessionViews } from '#application/whatsapp/session-view';
import type { WaitingMessages } from '#application/whatsapp/waiting-messages';

/** What sending needs to know of the numbers; what receiving adds comes on top, since an answer may be sent before. */
export type WhatsAppSending = {
  readonly held: HeldSessions;
  readonly keeper: SessionKeeper;
  readonly waiting: WaitingMessages;
  readonly sender: PacedSender;
};

/** The numbers themselves: who holds them, and what people do with them. */
export type WhatsAppSessions = {
  readonly ears: EngineEars;
  readonly watch: LeaseWatch;
  readonly commands: SessionCommands;
  readonly views: SessionViews;
  readonly isEmulated: boolean;
  /** Whether this process speaks for numbers: it is of the role `whatsapp`. */
  readonly isHere: boolean;
};
