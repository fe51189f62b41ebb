import type { ModelFault } from '#application/ports/language-model';
import type { ChannelId, ConversationId, LeadId, OrderId, TenantId, WidgetSessionId } from '#domain/shared/ids';

/** A part of a tenant's settings that a screen may be showing. */
export type LiveArea =
  | 'catalogue'
  | 'flows'
  | 'forms'
  | 'widget'
  | 'tenant'
  | 'team'
  | 'channels'
  | 'canned_replies'
  | 'api_keys'
  | 'functions'
  | 'knowledge'
  | 'assistants';

/** Something changed; who hears it reads the store. Carries ids only. */
export type LiveNotice = ScreenNotice | ProcessNotice;

/** For processes alone: no screen hears of it. */
export type ProcessNotice =
  /** A visitor's session moved, or its messages are in another conversation from now on. */
  | { readonly kind: 'visit'; readonly tenantId: TenantId; readonly sessionId: WidgetSessionId }
  /** How a model just did. It says what it is about: nothing of it is stored. `fault` is null when it answered. */
  | {
      readonly kind: 'model_health';
      readonly tenantId: null;
      readonly connection: string;
      readonly model: string;
      readonly fault: ModelFault | null;
      readonly atMs: number;
    }
  /** Somebody wants something of a linked number: whoever holds it looks. */
  | { readonly kind: 'channel_wish'; readonly tenantId: TenantId; readonly channelId: ChannelId }
  /** A message waits for the process of this name: it holds the number that the message leaves by. */
  | {
      readonly kind: 'held_delivery';
      readonly tenantId: TenantId;
      readonly conversationId: ConversationId;
      readonly holder: string;
    };

export type ScreenNotice =
  /** Messages came, or their status moved. */
  | { readonly kind: 'messages'; readonly tenantId: TenantId; readonly conversationId: ConversationId }
  /** Mode, holder, assignee, tags, notes or the customer's card. */
  | { readonly kind: 'conversation'; readonly tenantId: TenantId; readonly conversationId: ConversationId }
  | { readonly kind: 'order'; readonly tenantId: TenantId; readonly orderId: OrderId; readonly isNew: boolean }
  | { readonly kind: 'lead'; readonly tenantId: TenantId; readonly leadId: LeadId; readonly isNew: boolean }
  /** Somebody is typing right now; good for five seconds. */
  | {
      readonly kind: 'typing';
      readonly tenantId: TenantId;
      readonly conversationId: ConversationId;
      readonly who: 'customer' | 'human';
      readonly name: string | null;
    }
  /** Who of the team has the conversation open. */
  | { readonly kind: 'presence'; readonly tenantId: TenantId; readonly conversationId: ConversationId }
  /** What a linked number is doing: its state, its pairing code, why messages wait. */
  | { readonly kind: 'channel_session'; readonly tenantId: TenantId; readonly channelId: ChannelId }
  | { readonly kind: 'settings'; readonly tenantId: TenantId; readonly area: LiveArea }
  | { readonly kind: 'switches'; readonly tenantId: TenantId | null }
  /** What other processes said lately may not have arrived: whoever relies on notices alone reads the store again. */
  | { readonly kind: 'missed'; readonly tenantId: null };

/**
 * Tells processes of changes at once. A lost notice costs time, never truth: everybody also re-reads, on a short timer or when
 * the bus says that something was `missed`.
 */
export interface LiveBus {
  publish(notice: LiveNotice): void;
  /** The returned function ends the subscription. */
  subscribe(listener: (notice: LiveNotice) => void): () => void;
}
