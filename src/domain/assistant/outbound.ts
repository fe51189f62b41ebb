import type { OfferedChoice } from '#domain/conversation/message';
import type { Language } from '#domain/shared/language';

/** Where a piece of text comes from. */
export type Provenance =
  | { readonly from: 'template'; readonly id: string }
  /** `field`: `businessName`, `svc_….name`, `svc_….price` and the like. */
  | { readonly from: 'catalogue'; readonly field: string }
  | { readonly from: 'faq'; readonly id: string }
  /** A sentence of a document by its id, or the document's title by the document's. */
  | { readonly from: 'document'; readonly id: string }
  /** An admin's own words in a menu, or a link of it: see `menuText`. */
  | { readonly from: 'menu'; readonly field: string }
  /** A number we computed: `total:svc_…*2+svc_…*1`, `quantity:2`, `count:4`, `choice:1`, `order:12`. */
  | { readonly from: 'quote'; readonly id: string }
  /** Written by a model, and made of phrases we know: see `allowedLeadIn`. */
  | { readonly from: 'lead_in' }
  /** The tenant's words around what its own service answered: `fnc_….words.<piece>` or `fnc_….value.<field>`. */
  | { readonly from: 'function'; readonly field: string }
  /** The address of a price's receipt, made and signed by us; `id` is the service. */
  | { readonly from: 'receipt'; readonly id: string }
  /** A value the customer gave, after its slot's validator. */
  | { readonly from: 'slot'; readonly id: string };

export type Segment = { readonly text: string; readonly provenance: Provenance };

declare const rendered: unique symbol;

/** Text that may leave. Only the renderer makes one; every segment says where it comes from. */
export type Outbound = {
  readonly [rendered]: true;
  readonly language: Language;
  readonly segments: readonly Segment[];
  readonly choices: readonly OfferedChoice[];
  /** Mentions an order: never resent automatically when we do not know whether it left. */
  readonly sensitive: boolean;
};

/** The one cast to the brand. Only the renderers call it (test/unit/domain/assistant/outbound-is-sealed.test.ts). */
export const sealed = (parts: Pick<Outbound, 'language' | 'segments' | 'choices' | 'sensitive'>): Outbound =>
  parts as Outbound;

/** The text as the customer reads it. */
export const textOf = (outbound: Outbound): string => outbound.segments.map((segment) => segment.text).join('');
