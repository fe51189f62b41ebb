import { useEffect, useRef, useState } from 'react';
import type { Order } from '../../shared/api/types.js';

/** How long a request that has just come stands out. */
const standsOutMs = 30_000;

/** The newest request that came while this person looked, until it has stood out long enough. Numbers only grow. */
export const useFresh = (orders: readonly Pick<Order, 'number'>[] | undefined): ((number: number) => boolean) => {
  const highest = useRef<number | null>(null);
  const [above, setAbove] = useState(Number.POSITIVE_INFINITY);
  useEffect(() => {
    if (orders === undefined) return;
    const top = Math.max(0, ...orders.map(({ number }) => number));
    const before = highest.current;
    highest.current = Math.max(before ?? 0, top);
    if (before !== null && top > before) setAbove((known) => Math.min(known, before));
  }, [orders]);
  useEffect(() => {
    if (above === Number.POSITIVE_INFINITY) return undefined;
    const timer = setTimeout(() => setAbove(Number.POSITIVE_INFINITY), standsOutMs);
    return () => clearTimeout(timer);
  }, [above]);
  return (number) => number > above;
};
