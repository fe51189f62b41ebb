import type { Page } from '../../../shared/api/types.js';

/** Each looks through a thousand messages. */
const mostPages = 5;

/**
 * The server looks through so many messages at once, and a page may end before any was found: some more are asked for, and then the
 * person is. @param after where to begin; `null`: at the newest.
 */
export const pageWithHits = async <T>(
  load: (after: string | null) => Promise<Page<T>>,
  after: string | null,
): Promise<Page<T>> => {
  let page = await load(after);
  for (let more = 1; more < mostPages && page.items.length === 0 && page.next !== null; more += 1)
    page = await load(page.next);
  return page;
};
