import type { FaqId, FlowId, FormId, TenantId } from '#domain/shared/ids';
import type { LocalizedText } from '#domain/shared/language';

/** What tapping an option does. Every text is the admin's own (WEB-8). */
export type FlowAction =
  | { readonly do: 'answer'; readonly text: LocalizedText }
  | { readonly do: 'menu'; readonly node: string }
  | { readonly do: 'faq'; readonly faq: FaqId }
  | { readonly do: 'form'; readonly form: FormId }
  | { readonly do: 'hand_over' }
  /** E.164 without the plus; opens WhatsApp with the text written already. */
  | { readonly do: 'whatsapp'; readonly phone: string; readonly text: LocalizedText }
  /** https only. */
  | { readonly do: 'link'; readonly url: string };

export type FlowOption = { readonly id: string; readonly label: LocalizedText; readonly action: FlowAction };

/** One menu: what is said above it, and up to ten options. */
export type FlowNode = { readonly id: string; readonly text: LocalizedText; readonly options: readonly FlowOption[] };

/** A tree of menus that answers by rules alone: it works with the assistant switched off. */
export type Flow = {
  readonly id: FlowId;
  readonly tenantId: TenantId;
  readonly name: string;
  readonly status: 'draft' | 'published';
  /** The first node is where it begins. Every `menu` action names a node that exists. */
  readonly nodes: readonly FlowNode[];
  readonly createdAt: Date;
  readonly version: number;
};
