export type Strength = 'empty' | 'short' | 'long' | 'guessable' | 'fair' | 'strong';

export const minLength = 12;
const maxLength = 128;

/** The server's rules, told while typing; the server also knows the common passwords. */
export const strengthOf = (password: string): Strength => {
  if (password === '') return 'empty';
  if (password.length < minLength) return 'short';
  if (password.length > maxLength) return 'long';
  const kinds = new Set(password.toLowerCase()).size;
  if (kinds < 5) return 'guessable';
  return password.length >= 16 && kinds >= 8 ? 'strong' : 'fair';
};

export const isEnough = (strength: Strength): boolean => strength === 'fair' || strength === 'strong';
