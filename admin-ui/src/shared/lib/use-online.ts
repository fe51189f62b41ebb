import { useSyncExternalStore } from 'react';

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
};

/** What the device says of itself; a server that is gone is told by failing calls. */
export const useOnline = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine);
