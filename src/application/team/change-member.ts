import { humanOf, type Principal, tenantFor } from '#application/identity/principal';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';
import { assertMayGrantRole, roleOf } from '#application/team/granting';
import { type MemberView, memberView } from '#application/team/member-view';
import { UserId } from '#domain/shared/ids';

type Dependencies = { readonly store: Store; readonly clock: Clock };

export type ChangeMemberInput = {
  readonly by: Principal;
  readonly userId: string;
  readonly version: number;
  readonly role?: string | undefined;
  readonly active?: boolean | undefined;
};

/** Gives a member another role, or shuts them out or in. Bites at their next request. */
export class ChangeMember {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {PermissionDenied} @throws {LastAdmin} @throws {NotFound} @throws {StaleWrite} */
  async execute({ by, userId, version, role: rawRole, active }: ChangeMemberInput): Promise<MemberView> {
    const { store, clock } = this.#deps;
    const tenantId = tenantFor(by, 'team.manage');
    const actor = humanOf(by);
    const { team } = store.tenant(tenantId);
    const before = found(await team.findMember(UserId(userId)), 'member');
    const role = rawRole === undefined ? before.role : await roleOf(store, tenantId, rawRole);
    await assertMayGrantRole(store, by, tenantId, before.role);
    await assertMayGrantRole(store, by, tenantId, role);
    const after = { ...before, role, active: active ?? before.active, version };
    const facts = { role, roleBefore: before.role, active: after.active };
    const audit = { actor, action: 'member.changed', target: before.userId, facts, at: clock.now() };
    return memberView(await team.saveMember(after, audit));
  }
}
