import { humanOf, type Principal } from '#application/identity/principal';
import { type SessionView, sessionView } from '#application/identity/signed-in';
import type { Store } from '#application/ports/store';

type Dependencies = { readonly store: Store };

export type OwnSession = SessionView & { readonly current: boolean };

/** The devices the caller is signed in on, newest first. */
export class ListSessions {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ by }: { readonly by: Principal }): Promise<readonly OwnSession[]> {
    const { userId } = humanOf(by);
    const current = by.kind === 'user' ? by.sessionId : null;
    const sessions = await this.#deps.store.platform.sessionsOf(userId);
    return sessions.map((session) => ({ ...sessionView(session), current: session.id === current }));
  }
}
