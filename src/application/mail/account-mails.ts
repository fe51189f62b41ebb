import type { Post } from '#application/mail/post';
import { renderAccountLetter } from '#application/mail/render-account-letters';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { Secrets } from '#application/ports/secrets';
import type { Store } from '#application/ports/store';
import type { Invitation } from '#domain/identity/invitation';
import type { OneTimeLink } from '#domain/identity/one-time-link';
import type { User } from '#domain/identity/user';
import type { Language } from '#domain/shared/language';
import type { Tenant } from '#domain/tenancy/tenant';

type Dependencies = {
  readonly store: Store;
  readonly post: Pick<Post, 'add'>;
  readonly secrets: Secrets;
  readonly ids: Ids;
  readonly clock: Clock;
  /** Where people reach the panel, without a slash at the end. */
  readonly publicUrl: string;
};

type Purpose = OneTimeLink['purpose'];
type Bearer = Pick<OneTimeLink, 'purpose' | 'userId' | 'tenantId' | 'invitationId' | 'email'>;

const hourMs = 60 * 60_000;
export const linkLifeMs: Readonly<Record<Purpose, number>> = {
  verify_email: 24 * hourMs,
  reset_password: hourMs,
  accept_invitation: 7 * 24 * hourMs,
};

const pages: Readonly<Record<Purpose, string>> = {
  verify_email: 'verify-email',
  reset_password: 'reset-password',
  accept_invitation: 'invitation',
};

/**
 * Mails with a link that is good for one use. Its secret is in the address's fragment, which a browser sends to no server, and
 * in no log; we keep its hash.
 */
export class AccountMails {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @param purpose what the person may do with the link. */
  async toUser(purpose: 'verify_email' | 'reset_password', user: User, language: Language): Promise<void> {
    const { id: userId, email, name } = user;
    const url = await this.#link({ purpose, userId, tenantId: null, invitationId: null, email });
    await this.#post(email, renderAccountLetter({ kind: purpose, language, name, businessName: '', url }), null);
  }

  async toInvited({ id, email, name }: Invitation, { state: tenant }: Tenant, language: Language): Promise<void> {
    const purpose = 'accept_invitation';
    const url = await this.#link({ purpose, userId: null, tenantId: tenant.id, invitationId: id, email });
    const letter = renderAccountLetter({ kind: purpose, language, name, businessName: tenant.name, url });
    await this.#post(email, letter, tenant.id);
  }

  /** Stored before it is told to anybody. */
  async #link(bearer: Bearer): Promise<string> {
    const { store, secrets, clock, publicUrl } = this.#deps;
    const token = secrets.random(32);
    const createdAt = clock.now();
    const expiresAt = new Date(createdAt.getTime() + linkLifeMs[bearer.purpose]);
    await store.platform.addOneTimeLink({ ...bearer, hash: secrets.sha256(token), createdAt, expiresAt, usedAt: null });
    return `${publicUrl}/app/${pages[bearer.purpose]}#token=${token}`;
  }

  async #post(
    to: string,
    letter: ReturnType<typeof renderAccountLetter>,
    tenantId: OneTimeLink['tenantId'],
  ): Promise<void> {
    const { post, ids, clock } = this.#deps;
    await post.add([{ ...letter, id: ids.mail(), tenantId, to, createdAt: clock.now() }]);
  }
}
