import { type RefObject, useLayoutEffect, useRef } from 'react';

/** How many rows the first row in sight that is still there has moved down. */
export const shiftOf = (before: readonly string[], now: readonly string[], first: number): number => {
  for (let index = first; index < Math.min(before.length, first + 12); index += 1) {
    const at = now.indexOf(before[index] ?? '');
    if (at !== -1) return at - index;
  }
  return 0;
};

/**
 * Keeps what a person is looking at where it is when rows come in above it. At the very top the list stays at the top:
 * there the newest is what one came for.
 */
export const useSteadyScroll = (
  scroller: RefObject<HTMLElement | null>,
  ids: readonly string[],
  rowHeight: number,
): void => {
  const before = useRef<readonly string[]>(ids);
  useLayoutEffect(() => {
    const element = scroller.current;
    const old = before.current;
    before.current = ids;
    if (element === null || old === ids || element.scrollTop < rowHeight / 2) return;
    element.scrollTop += shiftOf(old, ids, Math.floor(element.scrollTop / rowHeight)) * rowHeight;
  }, [scroller, ids, rowHeight]);
};
