import { BaileysSession } from '#adapters/channels/baileys/baileys-session';
import { UnreadableCredentials } from '#adapters/channels/baileys/errors';
import type { BaileysLimits } from '#adapters/channels/baileys/limits';
import { restoreSignatureChecks, trustRoot } from '#adapters/channels/baileys/signature-checks';
import { isLinked, storedAccount } from '#adapters/channels/baileys/stored-account';
import type { EngineSession, OpenSession } from '#adapters/channels/whatsapp/engine';

export type OpenedSession = { readonly session: EngineSession; readonly over: Promise<void> };

const never: EngineSession = {
  send: async () => ({ kind: 'later', reason: 'whatsapp.not_connected', retryAfterMs: 60_000 }),
  close: async () => undefined,
  logOut: async () => undefined,
};
const noSession = (): OpenedSession => ({ session: never, over: Promise.resolve() });

/** Opens a socket, or tells why none can be opened. */
export const openSession = async (order: OpenSession, limits: BaileysLimits): Promise<OpenedSession> => {
  const { surroundings, credentials, events, pairing } = order;
  if (surroundings.restoreSignatureChecks) restoreSignatureChecks();
  if (surroundings.rootKey !== null) trustRoot(surroundings.rootKey);
  try {
    const creds = await storedAccount(credentials);
    if (!isLinked(creds) && pairing === null) {
      await events.connection({ kind: 'closed', code: 401, reason: 'no phone is linked', isLinked: false });
      return noSession();
    }
    const session = await BaileysSession.open({ order, creds, limits });
    return { session, over: session.over };
  } catch (cause) {
    if (!(cause instanceof UnreadableCredentials)) throw cause;
    await events.connection({ kind: 'unreadable_credentials' });
    return noSession();
  }
};
