/** Slow on purpose, and bounded: a flood of sign-ins cannot starve the chat. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** Takes the same time for a wrong password as for a right one; `null` (no such user) costs as much as well. */
  verify(hash: string | null, password: string): Promise<boolean>;
}
