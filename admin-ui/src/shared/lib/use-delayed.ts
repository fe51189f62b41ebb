import { useEffect, useState } from 'react';

/** True once `active` has lasted `afterMs`: what comes sooner never flickers. */
export const useDelayed = (active: boolean, afterMs: number): boolean => {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    if (!active) return;
    const timer = setTimeout(() => setOver(true), afterMs);
    return () => {
      clearTimeout(timer);
      setOver(false);
    };
  }, [active, afterMs]);
  return active && isOver;
};
