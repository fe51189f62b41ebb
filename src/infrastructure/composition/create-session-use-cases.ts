import type { UseCases } from '#adapters/http/use-cases';
import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';
import {
  CancelLink,
  ChangeSending,
  LinkSession,
  LogOutSession,
  PauseSession,
  ResumeSession,
} from '#application/whatsapp/act-on-session';
import { FindChannelSession, ListChannelSessions } from '#application/whatsapp/find-session';
import { SessionHeldElsewhere } from '#application/whatsapp/session-refusals';
import type { WhatsAppSessions } from '#infrastructure/composition/whatsapp-parts';

type Needs = { readonly store: Store; readonly clock: Clock } & WhatsAppSessions;
type SessionUseCases = Pick<
  UseCases,
  | 'findChannelSession'
  | 'listChannelSessions'
  | 'linkSession'
  | 'cancelLink'
  | 'logOutSession'
  | 'pauseSession'
  | 'resumeSession'
  | 'changeSending'
>;

/** Alone and without the role: no socket may open here, as nobody would renew its lease. @throws {SessionHeldElsewhere} always. */
const elsewhere = { execute: () => Promise.reject(notHere()) };
const notHere = (): SessionHeldElsewhere =>
  new SessionHeldElsewhere('linked numbers are served by processes of the role whatsapp', {});

/** What people see of the numbers that phones lend us, and do with them. */
export const createSessionUseCases = (needs: Needs): SessionUseCases => ({
  findChannelSession: new FindChannelSession(needs),
  listChannelSessions: new ListChannelSessions(needs),
  linkSession: needs.isServed ? new LinkSession(needs) : elsewhere,
  cancelLink: needs.isServed ? new CancelLink(needs) : elsewhere,
  logOutSession: needs.isServed ? new LogOutSession(needs) : elsewhere,
  pauseSession: needs.isServed ? new PauseSession(needs) : elsewhere,
  resumeSession: needs.isServed ? new ResumeSession(needs) : elsewhere,
  changeSending: new ChangeSending(needs),
});
