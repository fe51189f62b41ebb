import { useEffect, useState } from 'react';

/**
 * The token of a link from a mail. It stands behind the `#`, which no server and no log sees, and leaves the address bar at
 * once. `null`: the link is not complete.
 */
export const useMailToken = (): string | null => {
  const [token] = useState(() => new URLSearchParams(location.hash.slice(1)).get('token'));
  useEffect(() => {
    if (location.hash !== '') history.replaceState(history.state, '', location.pathname + location.search);
  }, []);
  return token === '' ? null : token;
};
