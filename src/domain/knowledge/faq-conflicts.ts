import type { Faq } from '#domain/catalogue/faq';
import type { Conflict, conflictFinder } from '#domain/knowledge/find-conflicts';
import { allTexts } from '#domain/shared/language';

type Finder = ReturnType<typeof conflictFinder>;

/** What an FAQ's answer says against the catalogue and no admin has called right. */
export const openConflictsOf = (faq: Faq, find: Finder): readonly Conflict[] =>
  allTexts(faq.answer)
    .flatMap(find)
    .filter(
      ({ key }, at, all) => !(faq.accepted ?? []).includes(key) && all.findIndex((each) => each.key === key) === at,
    );
