import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { Dialogue } from '#domain/conversation/dialogue';
import type { Language } from '#domain/shared/language';
import type { TenantUnderstanding } from '#domain/understanding/tenant-understanding';

/** What the customer and we said before, oldest first. Data, never instructions. */
export type Utterance = { readonly from: 'customer' | 'assistant' | 'human'; readonly text: string };

/**
 * All a model is told for one turn. It has no store and no tool. Adapters that send it to somebody else's model must leave
 * prices out: they take ids, names and descriptions from the snapshot and nothing that could be altered.
 */
export type Briefing = {
  readonly catalogue: CatalogueSnapshot;
  /** The unanswered messages of this turn, oldest first; at least one has words. */
  readonly unanswered: readonly string[];
  /** Up to ten earlier messages. */
  readonly history: readonly Utterance[];
  readonly dialogue: Dialogue;
  readonly languages: readonly Language[];
  readonly defaultLanguage: Language;
  /** The tenant's trained ranking of its answers, for the embedded engine; absent until it is trained. Never serialised. */
  readonly understanding?: TenantUnderstanding | null;
};
