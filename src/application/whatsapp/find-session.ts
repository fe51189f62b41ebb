import { type Principal, tenantFor } from '#application/identity/principal';
import type { Store } from '#application/ports/store';
import { whatsAppChannelOf } from '#application/whatsapp/session-of-channel';
import type { SessionView, SessionViews } from '#application/whatsapp/session-view';

type Dependencies = { readonly store: Store; readonly views: SessionViews };

/** One number's connection. */
export class FindChannelSession {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** The pairing code is shown to those who may link only: whoever has it gets the account. @throws {NotFound} */
  async execute({ by, channelId }: { readonly by: Principal; readonly channelId: string }): Promise<SessionView> {
    const { store, views } = this.#deps;
    const channel = await whatsAppChannelOf(store, by, 'channels.read', channelId);
    return asSeenBy(by, await views.of(channel));
  }
}

/** Every number's connection of the tenant. */
export class ListChannelSessions {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ by }: { readonly by: Principal }): Promise<readonly SessionView[]> {
    const { store, views } = this.#deps;
    const channels = await store.tenant(tenantFor(by, 'channels.read')).channels.list();
    const numbers = channels.filter(({ kind }) => kind === 'whatsapp');
    return (await Promise.all(numbers.map((channel) => views.of(channel)))).map((view) => asSeenBy(by, view));
  }
}

const asSeenBy = (by: Principal, view: SessionView): SessionView =>
  by.permissions.has('channels.manage') ? view : { ...view, pairing: null };
