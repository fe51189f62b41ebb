import type { EngineEars } from '#application/whatsapp/engine-ears';
import type { FulfilWishes } from '#application/whatsapp/fulfil-wishes';
import type { HeldSessions } from '#application/whatsapp/held-session';
import type { LeaseWatch } from '#application/whatsapp/lease-watch';
import type { NumberCommands } from '#application/whatsapp/number-wish';
import type { PacedSender } from '#application/whatsapp/paced-sender';
import type { SessionKeeper } from '#application/whatsapp/session-keeper';
import type { SessionViews } from '#application/whatsapp/session-view';
import type { ShowSessions } from '#application/whatsapp/show-sessions';
import type { WaitingMessages } from '#application/whatsapp/waiting-messages';

/** What sending needs to know of the numbers; what receiving adds comes on top, since an answer may be sent before. */
export type WhatsAppSending = {
  readonly held: HeldSessions;
  readonly keeper: SessionKeeper;
  readonly waiting: WaitingMessages;
  readonly sender: PacedSender;
  /** Where other processes see what this one holds; `null`: it is alone with its store. */
  readonly showing: ShowSessions | null;
};

/** The numbers themselves: who holds them, and what people do with them. */
export type WhatsAppSessions = {
  readonly ears: EngineEars;
  readonly watch: LeaseWatch;
  readonly commands: NumberCommands;
  /** What this process does for the others; `null`: there are none. */
  readonly wishes: FulfilWishes | null;
  readonly views: SessionViews;
  readonly isEmulated: boolean;
  /** Whether commands can be followed at all: by this process, which is of the role `whatsapp`, or by another. */
  readonly isServed: boolean;
};
