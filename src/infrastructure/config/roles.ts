/** What a process does. One process may do all of it; many processes may share it, each with a part. */
export const roles = ['api', 'worker', 'whatsapp'] as const;
export type Role = (typeof roles)[number];

const isRole = (word: string): word is Role => (roles as readonly string[]).includes(word);

/** `null`: something in it is no role, or there is none. */
export const readRoles = (text: string): ReadonlySet<Role> | null => {
  const words = text.split(',').map((word) => word.trim());
  return words.every(isRole) ? new Set(words) : null;
};
