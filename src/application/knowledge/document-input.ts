import { InvalidInput, textOf } from '#application/input';
import { isSafeTitle } from '#domain/knowledge/judge-sentence';

export const longestTitle = 120;
const longestCategory = 60;

/** Said with every sentence that is quoted, so it grants nothing either. @throws {InvalidInput} */
export const titleOf = (raw: string): string => {
  const title = textOf('title', raw, longestTitle);
  if (!isSafeTitle(title))
    throw new InvalidInput(
      'title',
      'customers read the title with every quotation: it must not hold a price, a discount, a promise, a link or an instruction',
    );
  return title;
};

export const categoryOf = (raw: string): string => textOf('category', raw, longestCategory, 0);

const clean = (raw: string): string =>
  raw
    .replaceAll(/[\p{Cc}\p{Cs}\p{Cf}_]+/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .slice(0, longestTitle)
    .trim();

/** What a document is called until somebody calls it otherwise: the first of these that may be said to customers. */
export const firstSafeTitle = (...candidates: readonly (string | null)[]): string =>
  candidates.map((each) => clean(each ?? '')).find(isSafeTitle) ?? 'Document';

export const withoutEnding = (fileName: string): string => fileName.replace(/\.[A-Za-z0-9]{1,8}$/, '');
