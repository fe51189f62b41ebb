import { retryStale } from '#application/identity/retry-stale';
import type { Store } from '#application/ports/store';
import type { SessionId } from '#domain/shared/ids';

/** Revokes it even while it is being refreshed. `false`: it had ended before. */
export const endSession = (store: Store, id: SessionId, at: Date): Promise<boolean> =>
  retryStale(async () => {
    const session = await store.platform.findSession(id);
    if (session === null || session.revokedAt !== null) return false;
    await store.platform.saveSession({ ...session, revokedAt: at });
    return true;
  });
