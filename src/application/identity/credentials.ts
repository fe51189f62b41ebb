import { commonPasswords } from '#application/identity/common-passwords';
import { InvalidInput } from '#application/input';
import { DomainError } from '#domain/shared/domain-error';

export class PasswordTooWeak extends DomainError {
  readonly code = 'password.too_weak';
  readonly kind = 'invalid';
}

/** E-mail or password is wrong; which of them is not said. */
export class WrongCredentials extends DomainError {
  readonly code = 'identity.wrong_credentials';
  readonly kind = 'unauthenticated';
  constructor() {
    super('the e-mail or the password is not right', {});
  }
}

/** The session ended, or never was: sign in again. */
export class SessionEnded extends DomainError {
  readonly code = 'identity.session_ended';
  readonly kind = 'unauthenticated';
  constructor() {
    super('your session has ended; sign in again', {});
  }
}

export const maxPasswordLength = 128;

/** The e-mail as it is stored and compared. */
export const plainEmail = (raw: string): string => raw.trim().toLowerCase();

/** @throws {InvalidInput} */
export const emailOf = (raw: string): string => {
  const email = plainEmail(raw);
  if (email.length > 254 || !/^[^\s@<>"(),:;\\]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(email))
    throw new InvalidInput('email', 'that is not an e-mail address; write it like name@example.com');
  return email;
};

/** @throws {PasswordTooWeak} */
export const assertPassword = (password: string, email: string): void => {
  if (password.length < 12 || password.length > maxPasswordLength)
    throw new PasswordTooWeak('a password has 12 to 128 characters', { rule: 'length' });
  const plain = password.toLowerCase();
  const repeats = new Set(plain).size < 5;
  if (repeats || plain === email || commonPasswords.has(plain))
    throw new PasswordTooWeak('this password is easy to guess; choose another', { rule: 'common' });
};
