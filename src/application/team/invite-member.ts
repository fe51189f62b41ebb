import { emailOf } from '#application/identity/credentials';
import { humanOf, type Principal, tenantFor } from '#application/identity/principal';
import { textOf } from '#application/input';
import { type AccountMails, linkLifeMs } from '#application/mail/account-mails';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { RateLimiter } from '#application/ports/rate-limiter';
import type { Store } from '#application/ports/store';
import { AlreadyMember } from '#application/team/add-member';
import { assertMayGrantRole, roleOf } from '#application/team/granting';
import { type InvitationView, invitationView } from '#application/team/invitation-view';
import type { Invitation } from '#domain/identity/invitation';
import { DomainError } from '#domain/shared/domain-error';
import type { Language } from '#domain/shared/language';

export class AlreadyInvited extends DomainError {
  readonly code = 'team.already_invited';
  readonly kind = 'conflict';
}

type Dependencies = {
  readonly store: Store;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly limiter: RateLimiter;
  readonly accountMails: Pick<AccountMails, 'toInvited'>;
};

export type InviteMemberInput = {
  readonly by: Principal;
  readonly email: string;
  /** As this team calls them. */
  readonly name: string;
  /** A built-in role or a custom role's id. */
  readonly role: string;
  /** Of the mail; the business's default unless told. */
  readonly language?: Language | undefined;
};

/** Nobody uses a business of ours to write to many strangers. */
const invitationsPerHour = 50;

/** Offers somebody a place in the team, by mail (IAM-6). */
export class InviteMember {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {PermissionDenied} @throws {AlreadyMember} @throws {AlreadyInvited} @throws {NotFound} @throws {TooManyRequests} */
  async execute({ by, email: rawEmail, name, role: rawRole, language }: InviteMemberInput): Promise<InvitationView> {
    const { store, ids, clock, limiter, accountMails } = this.#deps;
    const tenantId = tenantFor(by, 'team.manage');
    const actor = humanOf(by);
    const scoped = store.tenant(tenantId);
    const role = await roleOf(store, tenantId, rawRole);
    await assertMayGrantRole(store, by, tenantId, role);
    const email = emailOf(rawEmail);
    const draft = { id: ids.invitation(), tenantId, email, name: textOf('name', name, 120), role };
    await this.#assertNew(by, email);
    await limiter.take(`${tenantId}:invite`, invitationsPerHour, 60 * 60_000);
    const at = clock.now();
    const invitation: Invitation = {
      ...draft,
      invitedBy: actor.userId,
      status: 'open',
      createdAt: at,
      expiresAt: new Date(at.getTime() + linkLifeMs.accept_invitation),
      version: 0,
    };
    const audit = { actor, action: 'invitation.sent', target: invitation.id, facts: { role }, at };
    const saved = await scoped.invitations.save(invitation, audit);
    const tenant = found(await scoped.findTenant(), 'tenant');
    await accountMails.toInvited(saved, tenant, language ?? tenant.state.assistant.defaultLanguage);
    return invitationView(saved);
  }

  async #assertNew(by: Principal, email: string): Promise<void> {
    const { team, invitations } = this.#deps.store.tenant(tenantFor(by, 'team.manage'));
    if ((await team.listMembers()).some((member) => member.email === email))
      throw new AlreadyMember('this person is in the team already; change their role instead', {});
    if ((await invitations.listOpen()).some((each) => each.email === email))
      throw new AlreadyInvited('this person is invited already; send the invitation again instead', {});
  }
}
