import { buildIndex } from '#adapters/ai/embedded/index/catalogue-index';
import type { FaqMatch } from '#adapters/ai/embedded/index/match-faqs';
import { matchFaqs } from '#adapters/ai/embedded/index/match-faqs';
import { mostMatches, withTrained } from '#adapters/ai/embedded/index/trained-faqs';
import { clausesOf } from '#adapters/ai/embedded/reading/clauses';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { EngineConstants } from '#domain/understanding/engine-constants';
import { learn, TenantUnderstanding } from '#domain/understanding/tenant-understanding';
import type { Example } from '#domain/understanding/trained-model';

/** What customers of this tenant meet: word lists and trained model together. Returns the FAQs for a question, best first. */
export const faqsFor = (
  catalogue: CatalogueSnapshot,
  taught: readonly Example[],
  constants: EngineConstants,
): ((question: string) => readonly FaqMatch[]) => {
  const understanding = new TenantUnderstanding(learn({ examples: taught, synonyms: [] }, constants), constants);
  const index = buildIndex(catalogue);
  return (question) => {
    const { vocabulary } = index;
    const { whole } = clausesOf([question], { isOpen: false, isAwaited: false, missing: [], vocabulary });
    const byWords = matchFaqs(index, whole.everything, whole.canonical);
    return withTrained(byWords, index, understanding, understanding.meanings(whole.text, mostMatches));
  };
};
