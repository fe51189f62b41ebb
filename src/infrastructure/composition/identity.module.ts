import type { Container } from 'inversify';
import { Argon2PasswordHasher } from '#adapters/identity/argon2-password-hasher';
import { MemoryRateLimiter } from '#adapters/identity/memory-rate-limiter';
import { NodeSecrets } from '#adapters/identity/node-secrets';
import { SetupToken } from '#infrastructure/composition/setup-token';
import { tokens } from '#infrastructure/composition/tokens';

/** Credentials and the limits on guessing them. */
export const bindIdentity = (container: Container): void => {
  container.bind(tokens.secrets).toResolvedValue(() => new NodeSecrets());
  container.bind(tokens.hasher).toResolvedValue(() => new Argon2PasswordHasher());
  container.bind(tokens.limiter).toResolvedValue(() => new MemoryRateLimiter());
  container
    .bind(tokens.setupToken)
    .toResolvedValue(
      (secrets, signatures, { isShared }) => new SetupToken(secrets, isShared ? signatures : null),
      [tokens.secrets, tokens.signatures, tokens.sharing],
    );
};
