import type { Role } from '../../shared/api/types.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { teamWords } from '../../shared/i18n/team.js';

/** What people call a role: ours in their language, theirs as they named it. */
export const useRoleName = (): ((role: Pick<Role, 'id' | 'name' | 'builtIn'>) => string) => {
  const names = useText(teamWords).roleNames;
  return ({ id, name, builtIn }) => (builtIn && id in names ? names[id as keyof typeof names] : name);
};
