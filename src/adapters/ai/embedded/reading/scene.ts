import type { Briefing } from '#domain/assistant/briefing';
import type { CatalogueIndex } from '../index/catalogue-index.js';
import type { FaqMatch } from '../index/match-faqs.js';
import type { Mention } from '../index/mention.js';
import type { TaughtIntent } from '../index/trained-faqs.js';
import type { Amount } from './amounts.js';
import type { FoundSlot } from './found-slot.js';
import type { Unit } from './unit.js';

/** What is asked about something we sell. */
export type Intent = 'total' | 'price' | 'order' | 'describe' | 'availability' | 'bare';

/** What a clause is about, and how that is known. */
export type Subject = {
  readonly mentions: readonly Mention[];
  /** `named` here, `chosen` from what we offered, `earlier` in this message, or the `topic` of the conversation. */
  readonly origin: 'named' | 'chosen' | 'earlier' | 'topic';
  /** The units that say so. */
  readonly units: ReadonlySet<number>;
};

/** Everything known about one clause before anything is concluded from it. */
export type Scene = {
  readonly briefing: Briefing;
  readonly index: CatalogueIndex;
  /** Cleaned. */
  readonly text: string;
  readonly everything: readonly Unit[];
  /** Without the words of `slots`. */
  readonly units: readonly Unit[];
  readonly slots: readonly FoundSlot[];
  readonly subject: Subject | null;
  readonly amounts: readonly Amount[];
  readonly faqs: readonly FaqMatch[];
  /** What the trained model takes it for, of what the tenant taught beside FAQs. */
  readonly intent: TaughtIntent | null;
  /** Units that are a count of something. */
  readonly counts: ReadonlySet<number>;
  /** What was asked just before in the same message: "how much is the sofa? and the AC?" */
  readonly intentBefore: Intent | null;
};
