import type { Faq } from '#domain/catalogue/faq';
import type { Service } from '#domain/catalogue/service';
import { type Conflict, conflictFinder } from '#domain/knowledge/find-conflicts';
import { allTexts } from '#domain/shared/language';
import type { Currency } from '#domain/shared/money';

type Finder = ReturnType<typeof conflictFinder>;

/** What an FAQ's answer says against the catalogue and no admin has called right. */
export const openConflictsOf = (faq: Faq, find: Finder): readonly Conflict[] =>
  allTexts(faq.answer)
    .flatMap(find)
    .filter(
      ({ key }, at, all) => !(faq.accepted ?? []).includes(key) && all.findIndex((each) => each.key === key) === at,
    );

/** The FAQs that may be answered: none whose answer says another price than the catalogue does. */
export const trustedFaqs = (faqs: readonly Faq[], services: readonly Service[], currency: Currency): readonly Faq[] => {
  const find = conflictFinder(services, currency);
  return faqs.filter((faq) => openConflictsOf(faq, find).length === 0);
};
