import { useText } from '../../shared/i18n/dictionary.js';
import { entryWords } from '../../shared/i18n/entry.js';
import { isEnough, minLength, strengthOf } from '../../shared/lib/password-strength.js';

/** What can be told before the server is asked, in words. */
export const useRules = () => {
  const t = useText(entryWords);
  const given = (value: string): string | null => (value.trim() === '' ? t.needed : null);
  return {
    given,
    email: (value: string): string | null =>
      given(value) ?? (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim()) ? null : t.emailOdd),
    newPassword: (value: string): string | null => {
      const strength = strengthOf(value);
      if (isEnough(strength)) return null;
      if (strength === 'empty') return t.needed;
      return strength === 'short' ? t.strength.short(minLength - value.length) : t.strength[strength];
    },
  };
};
