import type { Accounts } from '#application/identity/accounts';
import { humanOf, type Principal, tenantFor } from '#application/identity/principal';
import type { Clock } from '#application/ports/clock';
import { EmailTaken } from '#application/ports/platform-store';
import type { Store } from '#application/ports/store';
import { assertMayGrantRole, roleOf } from '#application/team/granting';
import { type MemberView, memberView } from '#application/team/member-view';
import { defaultMailTopics } from '#domain/identity/default-mail-topics';
import type { User } from '#domain/identity/user';
import { DomainError } from '#domain/shared/domain-error';

export class AlreadyMember extends DomainError {
  readonly code = 'team.already_member';
  readonly kind = 'conflict';
}

type Dependencies = { readonly store: Store; readonly accounts: Accounts; readonly clock: Clock };

export type AddMemberInput = {
  readonly by: Principal;
  readonly email: string;
  /** As this team calls them. */
  readonly name: string;
  /** What a new account starts with. Somebody who has an account keeps their own password. */
  readonly initialPassword: string;
  /** A built-in role or a custom role's id. */
  readonly role: string;
};

/**
 * Adds a person to the team. Whether the e-mail had an account elsewhere shows neither in the answer nor in its time: a
 * password is always asked for and always hashed, and the name is the one given here.
 */
export class AddMember {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {PermissionDenied} @throws {AlreadyMember} @throws {NotFound} no such role. */
  async execute({ by, email, name, initialPassword, role: rawRole }: AddMemberInput): Promise<MemberView> {
    const { store, accounts, clock } = this.#deps;
    const tenantId = tenantFor(by, 'team.manage');
    const actor = humanOf(by);
    const role = await roleOf(store, tenantId, rawRole);
    await assertMayGrantRole(store, by, tenantId, role);
    const draft = await accounts.draft({ email, password: initialPassword, name });
    const { id: userId } = await this.#known(draft);
    const { team } = store.tenant(tenantId);
    if ((await team.findMember(userId)) !== null)
      throw new AlreadyMember('this person is in the team already; change their role instead', {});
    const at = clock.now();
    const member = {
      tenantId,
      userId,
      email: draft.email,
      name: draft.name,
      role,
      active: true,
      mailAbout: defaultMailTopics(role),
      createdAt: at,
      version: 0,
    };
    const audit = { actor, action: 'member.added', target: userId, facts: { role }, at };
    return memberView(await team.saveMember(member, audit));
  }

  async #known(draft: User): Promise<User> {
    const { platform } = this.#deps.store;
    const existing = await platform.findUserByEmail(draft.email);
    if (existing !== null) return existing;
    try {
      return await platform.saveUser(draft);
    } catch (error) {
      const faster = error instanceof EmailTaken ? await platform.findUserByEmail(draft.email) : null;
      if (faster === null) throw error;
      return faster;
    }
  }
}
