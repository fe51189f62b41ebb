import type { AuthStrategy } from 'whatsapp-web.js';

export type ProfileAuthHooks = {
  readonly launched: () => void;
  /** The page knows no phone. */
  readonly unlinked: () => { readonly mayPair: boolean };
};

const nothing = async (): Promise<void> => undefined;

/** The link is in the browser's profile, whose folder is given to the browser; the library neither makes nor deletes it. */
export const profileAuth = ({ launched, unlinked }: ProfileAuthHooks): AuthStrategy => ({
  setup: () => undefined,
  beforeBrowserInitialized: nothing,
  afterBrowserInitialized: async () => launched(),
  onAuthenticationNeeded: async () => ({ failed: !unlinked().mayPair, restart: false, failureEventPayload: '' }),
  getAuthEventPayload: nothing,
  afterAuthReady: nothing,
  disconnect: nothing,
  destroy: nothing,
  logout: nothing,
});
