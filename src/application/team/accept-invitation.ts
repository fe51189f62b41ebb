import type { Accounts } from '#application/identity/accounts';
import type { Client } from '#application/identity/client';
import { LinkNotValid, OneTimeLinks } from '#application/identity/one-time-links';
import { PasswordProof } from '#application/identity/password-proof';
import { retryStale } from '#application/identity/retry-stale';
import type { SessionOpener } from '#application/identity/session-opener';
import type { SignedIn } from '#application/identity/signed-in';
import { textOf } from '#application/input';
import { found } from '#application/not-found';
import type { LiveBus } from '#application/ports/live-bus';
import type { PasswordHasher } from '#application/ports/password-hasher';
import type { RateLimiter } from '#application/ports/rate-limiter';
import { AlreadyMember } from '#application/team/add-member';
import { roleOf } from '#application/team/granting';
import { type ReadInvitationNeeds, readInvitation } from '#application/team/read-invitation';
import { defaultMailTopics } from '#domain/identity/default-mail-topics';
import type { Invitation } from '#domain/identity/invitation';
import type { Member, User } from '#domain/identity/user';
import { StaleWrite } from '#domain/shared/stale-write';

type Dependencies = ReadInvitationNeeds & {
  readonly accounts: Accounts;
  readonly sessions: SessionOpener;
  readonly hasher: PasswordHasher;
  readonly limiter: RateLimiter;
  readonly bus: LiveBus;
};

export type AcceptInvitationInput = {
  readonly token: string;
  /** As the person wants to be called; the invitation's unless told. */
  readonly name?: string | undefined;
  /** The account's own, or the first one of a new account. */
  readonly password: string;
  readonly client: Client;
};

/**
 * Takes the offered place and signs in. The invitation is what counts: it and the membership are one write, so a link that is
 * used twice at once makes one member, and a crash before it leaves the link as good as before.
 */
export class AcceptInvitation {
  readonly #deps: Dependencies;
  readonly #proof: PasswordProof;
  readonly #links: OneTimeLinks;
  constructor(deps: Dependencies) {
    this.#deps = deps;
    this.#proof = new PasswordProof(deps);
    this.#links = new OneTimeLinks(deps);
  }

  /** @throws {LinkNotValid} @throws {WrongCredentials} @throws {PasswordTooWeak} @throws {TooManyRequests} @throws {AlreadyMember} */
  async execute({ token, name: rawName, password, client }: AcceptInvitationInput): Promise<SignedIn> {
    const { store, sessions, bus } = this.#deps;
    const { link, invitation, tenant } = await readInvitation(this.#deps, token);
    const name = rawName === undefined ? invitation.name : textOf('name', rawName, 120);
    await roleOf(store, invitation.tenantId, invitation.role);
    const user = await this.#person(invitation, name, password, client);
    await this.#join(invitation, user, name);
    bus.publish({ kind: 'settings', tenantId: invitation.tenantId, area: 'team' });
    // It is of no use any more in any case; a second caller of this moment was stopped by the invitation's version.
    await this.#links.use(link).catch(() => undefined);
    return sessions.open(user, tenant, client);
  }

  async #person({ email }: Invitation, name: string, password: string, client: Client): Promise<User> {
    const { store, accounts, clock } = this.#deps;
    const emailVerifiedAt = clock.now();
    if ((await store.platform.findUserByEmail(email)) === null) {
      const draft = await accounts.draft({ email, password, name });
      return store.platform.saveUser({ ...draft, emailVerifiedAt });
    }
    const { id, emailVerifiedAt: before } = await this.#proof.prove(email, password, client);
    return retryStale(async () => {
      const user = found(await store.platform.findUser(id), 'user');
      return before === null ? store.platform.saveUser({ ...user, emailVerifiedAt }) : user;
    });
  }

  async #join(invitation: Invitation, user: User, name: string): Promise<void> {
    const { store, clock } = this.#deps;
    const { id, tenantId, email, role } = invitation;
    const { team, invitations } = store.tenant(tenantId);
    if ((await team.findMember(user.id)) !== null)
      throw new AlreadyMember('you are in this team already; sign in instead', {});
    const at = clock.now();
    const mailAbout = defaultMailTopics(role);
    const member: Member = {
      tenantId,
      userId: user.id,
      email,
      name,
      role,
      active: true,
      mailAbout,
      createdAt: at,
      version: 0,
    };
    const actor = { kind: 'human', userId: user.id, name } as const;
    const audit = { actor, action: 'invitation.accepted', target: id, facts: { user: user.id, role }, at };
    try {
      await invitations.save({ ...invitation, status: 'accepted' }, audit, member);
    } catch (error) {
      if (error instanceof StaleWrite) throw new LinkNotValid();
      throw error;
    }
  }
}
