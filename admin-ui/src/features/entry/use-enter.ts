import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { enterSession } from '../../shared/api/session.js';
import type { SignedIn } from '../../shared/api/types.js';
import { prefer } from '../../shared/lib/preferences.js';

/** From a session just opened to the first screen, or to the one the person came for. */
export const useEnter = () => {
  const client = useQueryClient();
  const router = useRouter();
  return async (signedIn: SignedIn, next = '/'): Promise<void> => {
    client.clear();
    enterSession(signedIn);
    prefer({ hasBeenIn: true });
    const home = signedIn.tenant === null ? '/platform' : '/';
    const to = next === '/' || (signedIn.tenant === null) !== next.startsWith('/platform') ? home : next;
    await router.navigate({ to, replace: true });
  };
};
