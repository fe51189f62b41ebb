/** One message Meta would have taken. */
export type RecordedSend = {
  readonly phoneNumberId: string;
  /** The phone number, or the business-scoped user id it was sent to. */
  readonly to: string;
  readonly kind: string;
  readonly text: string;
  /** `biz_opaque_callback_data`: our message's id. */
  readonly opaqueId: string | null;
  readonly wamid: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** The body as it came, for what the fields above leave out. */
  readonly body: Readonly<Record<string, unknown>>;
};

export type RecordedTyping = { readonly phoneNumberId: string; readonly messageId: string; readonly at: number };

/** What goes wrong with the next calls that match. `times` defaults to 1. */
export type Fault = {
  readonly times?: number;
  readonly phoneNumberId?: string;
  readonly to?: string;
} & (
  | {
      readonly kind: 'error';
      readonly code: number;
      readonly status?: number;
      readonly subcode?: number;
      readonly retryAfter?: string;
    }
  /** Not even JSON: what a proxy in between would answer. */
  | { readonly kind: 'answer'; readonly status: number; readonly body: string }
  /** The call succeeds, late. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The connection breaks before Meta took the message, or after. */
  | { readonly kind: 'drop_before' | 'drop_after' }
  /** No answer ever comes; Meta took it, or did not. */
  | { readonly kind: 'hang_before' | 'hang_after' }
);

export type StatusWord = 'sent' | 'delivered' | 'read' | 'failed';

/** One status webhook after a send. Out of order: give the later word the smaller delay. */
export type StatusStep = {
  readonly status: StatusWord;
  readonly afterMs: number;
  /** Delivered this many times, at once. */
  readonly times?: number;
  readonly errorCode?: number;
};

export type RetryPolicy = {
  readonly baseMs: number;
  readonly factor: number;
  readonly maxMs: number;
  /** Meta gives up after seven days; a test may sooner. */
  readonly attempts: number;
};

export type DeliveryOptions = {
  /** Sent this many times at the same moment. */
  readonly times?: number;
  readonly delayMs?: number;
  readonly signature?: 'valid' | 'wrong' | 'missing';
  /** `false`: one try only. */
  readonly retry?: boolean;
};

export type DeliveryOutcome = { readonly status: number | null; readonly attempts: number };

export type Counters = {
  readonly requests: number;
  readonly accepted: number;
  readonly refused: number;
  readonly faults: number;
  readonly typing: number;
  /** Webhook POSTs made, answered 200, answered otherwise or not at all, and bodies given up. */
  readonly webhooks: {
    readonly posted: number;
    readonly acknowledged: number;
    readonly failed: number;
    readonly abandoned: number;
  };
  /** Webhook bodies not yet acknowledged. */
  readonly pending: number;
};

export type NumberOptions = {
  readonly accessToken: string;
  readonly displayPhoneNumber?: string;
  readonly businessAccountId?: string;
};

export type EmulatorOptions = {
  readonly port?: number;
  readonly host?: string;
  readonly appSecret?: string;
  readonly webhookUrl?: string;
  /** By phone-number id. */
  readonly numbers?: Readonly<Record<string, NumberOptions>>;
  /** Any number with any token is taken: for rigs with thousands of tenants. */
  readonly openToAll?: boolean;
  /** `counters`: no send is remembered, so that memory stays level. */
  readonly keep?: 'all' | 'counters';
  /** What Meta reports after each send; none by default. */
  readonly statuses?: readonly StatusStep[] | ((send: RecordedSend) => readonly StatusStep[]);
  /** Status webhooks of so many milliseconds travel in one POST; 0: each alone. */
  readonly batchMs?: number;
  /** Each call is answered so much later. */
  readonly latencyMs?: number;
  readonly retry?: Partial<RetryPolicy>;
  /** Webhook POSTs on their way at once, at most. */
  readonly webhookConnections?: number;
  readonly onSend?: (send: RecordedSend) => void;
  /** Asked for each call that meets no fault on command: for rigs that throw dice, with their own seed. */
  readonly faultFor?: (phoneNumberId: string, to: string | null) => Fault | null;
};
