import { humanOf, type Principal, tenantFor } from '#application/identity/principal';
import { type AccountMails, linkLifeMs } from '#application/mail/account-mails';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { RateLimiter } from '#application/ports/rate-limiter';
import type { Store } from '#application/ports/store';
import { type InvitationView, invitationView } from '#application/team/invitation-view';
import { openInvitation } from '#application/team/open-invitation';
import type { Language } from '#domain/shared/language';

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly limiter: RateLimiter;
  readonly accountMails: Pick<AccountMails, 'toInvited'>;
};

export type ResendInvitationInput = {
  readonly by: Principal;
  readonly invitationId: string;
  readonly language?: Language | undefined;
};

/** Sends an open invitation once more, with a new link and seven new days. */
export class ResendInvitation {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} @throws {PermissionDenied} @throws {TooManyRequests} @throws {StaleWrite} */
  async execute({ by, invitationId, language }: ResendInvitationInput): Promise<InvitationView> {
    const { store, clock, limiter, accountMails } = this.#deps;
    const actor = humanOf(by);
    const invitation = await openInvitation(store, by, invitationId);
    await limiter.take(`${invitation.tenantId}:invite:${invitation.id}`, 5, 60 * 60_000);
    const at = clock.now();
    const expiresAt = new Date(at.getTime() + linkLifeMs.accept_invitation);
    const audit = {
      actor,
      action: 'invitation.sent_again',
      target: invitation.id,
      facts: { role: invitation.role },
      at,
    };
    const scoped = store.tenant(tenantFor(by, 'team.manage'));
    const saved = await scoped.invitations.save({ ...invitation, expiresAt }, audit);
    const tenant = found(await scoped.findTenant(), 'tenant');
    await accountMails.toInvited(saved, tenant, language ?? tenant.state.assistant.defaultLanguage);
    return invitationView(saved);
  }
}
