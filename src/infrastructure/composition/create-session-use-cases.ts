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

/** What people see of the numbers that phones lend us, and do with them. */
export const createSessionUseCases = (needs: Needs): SessionUseCases => ({
  findChannelSession: new FindChannelSession(needs),
  listChannelSessions: new ListChannelSessions(needs),
  linkSession: new LinkSession(needs),
  cancelLink: new CancelLink(needs),
  logOutSession: new LogOutSession(needs),
  pauseSession: new PauseSession(needs),
  resumeSession: new ResumeSession(needs),
  changeSending: new ChangeSending(needs),
});
