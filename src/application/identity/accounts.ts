import { assertPassword, emailOf } from '#application/identity/credentials';
import { textOf } from '#application/input';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { PasswordHasher } from '#application/ports/password-hasher';
import type { Store } from '#application/ports/store';
import type { User } from '#domain/identity/user';

type Dependencies = {
  readonly store: Store;
  readonly hasher: PasswordHasher;
  readonly ids: Ids;
  readonly clock: Clock;
};

export type NewAccount = {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly isSuperAdmin?: boolean;
};

/** Makes user accounts; the part that setting up, signing up and adding a member share. */
export class Accounts {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** A valid account that is not stored yet. Hashes always, so its time does not tell whether the e-mail is known. */
  async draft({ email, password, name, isSuperAdmin = false }: NewAccount): Promise<User> {
    const { hasher, ids, clock } = this.#deps;
    const address = emailOf(email);
    const cleanName = textOf('name', name, 120);
    assertPassword(password, address);
    const passwordHash = await hasher.hash(password);
    return {
      id: ids.user(),
      email: address,
      name: cleanName,
      passwordHash,
      isSuperAdmin,
      emailVerifiedAt: null,
      createdAt: clock.now(),
      version: 0,
    };
  }

  /** @throws {EmailTaken} */
  async create(account: NewAccount): Promise<User> {
    return this.#deps.store.platform.saveUser(await this.draft(account));
  }

  /**
   * For a sign-up. An account without any tenant whose password the caller knows is taken up again: the sign-up that made
   * it was cut off before its tenant was stored, or the person left the one they worked for.
   * @throws {EmailTaken}
   */
  async createOrResume(account: NewAccount): Promise<User> {
    const { store, hasher } = this.#deps;
    const existing = await store.platform.findUserByEmail(emailOf(account.email));
    const idle =
      existing !== null && !existing.isSuperAdmin && (await store.platform.membershipsOf(existing.id)).length === 0;
    if (idle && (await hasher.verify(existing.passwordHash, account.password))) return existing;
    return this.create(account);
  }
}
