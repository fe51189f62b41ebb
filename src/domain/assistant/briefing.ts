import type { ChatForms } from '#domain/assistant/forms/chat-forms';
import type { ActName } from '#domain/assistant/proposal';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { Dialogue } from '#domain/conversation/dialogue';
import type { CallSnapshot } from '#domain/functions/call-snapshot';
import type { CandidateSentence } from '#domain/knowledge/candidate-sentence';
import type { Language } from '#domain/shared/language';
import type { Tone } from '#domain/studio/assistant-config';
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
  /** The tenant's answer mode is `warm`: a `leadIn` may be proposed, of which most are dropped. */
  readonly wantsLeadIn?: boolean;
  /** Services of the tenant's own that may be asked, without their addresses. */
  readonly functions?: CallSnapshot['functions'];
  /** Forms the tenant's intents lead to, and the one being filled in. */
  readonly forms?: ChatForms;
  /** Sentences of the tenant's documents nearest to what was asked, best first. Absent: nobody looked for any. */
  readonly sentences?: readonly CandidateSentence[];
  /** How the tenant wants to be spoken for, in its own words, for models that read instructions. It widens nothing. */
  readonly guidance?: string;
  readonly tone?: Tone;
  /** Acts that a person does in this business. The guard decides; a model that knows them proposes less that is refused. */
  readonly leftToPeople?: readonly ActName[];
  /** The tenant's trained ranking of its answers, for the embedded engine; absent until it is trained. Never serialised. */
  readonly understanding?: TenantUnderstanding | null;
};
