import { type Client, networkOf } from '#application/identity/client';
import { maxPasswordLength, WrongCredentials } from '#application/identity/credentials';
import type { PasswordHasher } from '#application/ports/password-hasher';
import { type RateLimiter, TooManyRequests } from '#application/ports/rate-limiter';
import type { Store } from '#application/ports/store';
import type { User } from '#domain/identity/user';

type Dependencies = { readonly store: Store; readonly hasher: PasswordHasher; readonly limiter: RateLimiter };

const perAccountAndNetwork = { points: 5, windowMs: 15 * 60_000 };
const perNetwork = { points: 50, windowMs: 60 * 60_000 };

/** Proves a person by their password, wherever one is asked for: one lock-out for all doors. */
export class PasswordProof {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /**
   * An attempt is paid for before it is evaluated, or a thousand at once would all be. Refused attempts at one account cost
   * the network nothing: a forgotten password in an office does not shut the others out.
   * @throws {WrongCredentials} @throws {TooManyRequests}
   */
  async prove(email: string, password: string, client: Client): Promise<User> {
    const { store, hasher, limiter } = this.#deps;
    const network = networkOf(client);
    const networkKey = `sign_in:${network}`;
    const accountKey = `sign_in:${network}:${email}`;
    const blockedMs = await limiter.blockedForMs(networkKey, perNetwork.points);
    if (blockedMs > 0) throw new TooManyRequests(blockedMs);
    await limiter.take(accountKey, perAccountAndNetwork.points, perAccountAndNetwork.windowMs);
    await limiter.take(networkKey, perNetwork.points, perNetwork.windowMs);
    const user = await store.platform.findUserByEmail(email);
    const right = await hasher.verify(user?.passwordHash ?? null, password.slice(0, maxPasswordLength + 1));
    if (user === null || !right) throw new WrongCredentials();
    await limiter.clear(accountKey);
    return user;
  }
}
