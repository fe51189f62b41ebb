import { useMe } from '../../../shared/api/me.js';

export const useOwnId = (): string => useMe().user?.id ?? '';

/** Whose draft, and where: two people of one browser do not see each other's words. */
export const useOwner = (conversationId: string): string => `${useOwnId()}:${conversationId}`;
