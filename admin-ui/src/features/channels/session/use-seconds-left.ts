import { useEffect, useState } from 'react';

const secondsTo = (at: string | null): number | null =>
  at === null ? null : Math.max(0, Math.ceil((Date.parse(at) - Date.now()) / 1_000));

/** Whole seconds until then, counting down; `null` without an end. */
export const useSecondsLeft = (at: string | null): number | null => {
  const [left, setLeft] = useState(() => secondsTo(at));
  useEffect(() => {
    setLeft(secondsTo(at));
    if (at === null) return undefined;
    const timer = setInterval(() => setLeft(secondsTo(at)), 1_000);
    return () => clearInterval(timer);
  }, [at]);
  return left;
};
