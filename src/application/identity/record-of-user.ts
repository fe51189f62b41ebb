import type { Store } from '#application/ports/store';
import type { User } from '#domain/identity/user';

/**
 * What somebody did with their own account, without a session: into the log of each business they belong to, or into the
 * platform's for somebody of none.
 */
export const recordOfUser = async (store: Store, { id, name }: User, action: string, at: Date): Promise<void> => {
  const entry = { actor: { kind: 'human', userId: id, name } as const, action, target: id, facts: {}, at };
  const members = await store.platform.membershipsOf(id);
  const logs =
    members.length === 0 ? [store.platform.audit] : members.map(({ tenantId }) => store.tenant(tenantId).audit);
  for (const log of logs) await log.append(entry);
};
