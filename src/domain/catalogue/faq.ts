import type { FaqId, TenantId } from '#domain/shared/ids';
import type { LocalizedText } from '#domain/shared/language';

/** A question with an answer an admin approved. Three phrasings find it far better than one. */
export type Faq = {
  readonly id: FaqId;
  readonly tenantId: TenantId;
  readonly questions: readonly string[];
  readonly answer: LocalizedText;
  readonly category: string;
  readonly active: boolean;
  /** Findings against the catalogue that an admin called right: see `conflictFinder`. */
  readonly accepted?: readonly string[];
  readonly createdAt: Date;
  readonly version: number;
};
