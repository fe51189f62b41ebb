import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** So near to the end counts as being there. */
const nearPx = 60;

type Refs = { readonly scroller: RefObject<HTMLDivElement | null>; readonly inner: RefObject<HTMLDivElement | null> };

/**
 * The thread hangs from its end (`column-reverse`): it opens there, and older messages come in above without moving anything.
 * Only what arrives below moves the rest, and is made up for here while somebody reads further up.
 */
export const useThreadScroll = ({ scroller, inner }: Refs, lastKey: string) => {
  const [isAtEnd, setAtEnd] = useState(true);
  const before = useRef({ lastKey, height: 0 });
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const look = (): void => setAtEnd(-element.scrollTop < nearPx);
    element.addEventListener('scroll', look, { passive: true });
    return () => element.removeEventListener('scroll', look);
  }, [scroller]);
  useLayoutEffect(() => {
    const element = scroller.current;
    const height = inner.current?.offsetHeight ?? 0;
    const old = before.current;
    before.current = { lastKey, height };
    if (element === null || old.lastKey === lastKey || old.height === 0) return;
    if (-element.scrollTop >= nearPx) element.scrollTop -= height - old.height;
  });
  const toEnd = (): void => scroller.current?.scrollTo({ top: 0, behavior: 'smooth' });
  return { isAtEnd, toEnd };
};
