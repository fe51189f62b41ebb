/**
 * What one of Meta's error codes means for a message. `later`: nothing left, try again after at least `waitMs`. `ambiguous`:
 * Meta says itself that it does not know. `refused` concerns this message, `stopped` everything this channel sends.
 */
export type ErrorRule =
  | { readonly kind: 'later'; readonly reason: string; readonly waitMs: number }
  | { readonly kind: 'ambiguous'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'stopped'; readonly reason: string };

const later = (waitMs: number, reason: string): ErrorRule => ({ kind: 'later', reason: `cloud_api.${reason}`, waitMs });
const ambiguous = (reason: string): ErrorRule => ({ kind: 'ambiguous', reason: `cloud_api.${reason}` });
const refused = (reason: string): ErrorRule => ({ kind: 'refused', reason: `cloud_api.${reason}` });
const stopped = (reason: string): ErrorRule => ({ kind: 'stopped', reason: `cloud_api.${reason}` });

/** Codes of developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes that sending can meet. */
const rules: ReadonlyMap<number, ErrorRule> = new Map([
  // Token and permission: a person must act.
  [0, stopped('token_refused')],
  [190, stopped('token_refused')],
  [3, stopped('permission_missing')],
  [10, stopped('permission_missing')],
  [131005, stopped('permission_missing')],
  [33, stopped('number_not_found')],
  [133006, stopped('number_not_verified')],
  [133010, stopped('number_not_registered')],
  [131045, stopped('number_not_registered')],
  [131037, stopped('display_name_not_approved')],
  // Account.
  [368, stopped('account_blocked')],
  [131031, stopped('account_blocked')],
  [131042, stopped('payment_problem')],
  // Slow down.
  [4, later(1_000, 'rate_limited')],
  [80007, later(1_000, 'rate_limited')],
  [130429, later(1_000, 'rate_limited')],
  [133016, later(60_000, 'rate_limited')],
  // At most one message in about six seconds to one customer.
  [131056, later(6_000, 'pair_rate_limited')],
  // Meta says that it took nothing, and that it passes.
  [131057, later(30_000, 'account_in_maintenance')],
  [133004, later(30_000, 'service_unavailable')],
  // Meta does not say whether it took the message.
  [1, ambiguous('unknown_error')],
  [2, ambiguous('service_unavailable')],
  [131000, ambiguous('unknown_error')],
  [131016, ambiguous('service_unavailable')],
  // The window, and templates.
  [131047, refused('window_closed')],
  [132000, refused('template_unusable')],
  [132001, refused('template_unusable')],
  [132005, refused('template_unusable')],
  [132007, refused('template_unusable')],
  [132012, refused('template_unusable')],
  [132015, refused('template_paused')],
  [132016, refused('template_disabled')],
  [132068, refused('flow_unusable')],
  [132069, refused('flow_unusable')],
  // Quality and consent: repeating makes it worse.
  [131048, refused('quality_limited')],
  [131049, refused('held_back_by_meta')],
  [130472, refused('held_back_by_meta')],
  [131050, refused('customer_opted_out')],
  // This customer, or this message. A country Meta bars us from is this customer's, not a reason to stop the channel.
  [130497, refused('country_restricted')],
  [131021, refused('recipient_is_sender')],
  [131026, refused('undeliverable')],
  [131030, refused('recipient_not_allowed')],
  [131062, refused('recipient_not_supported')],
  [100, refused('invalid_message')],
  [131008, refused('invalid_message')],
  [131009, refused('invalid_message')],
  [131051, refused('unsupported_message')],
  [131052, refused('media_unavailable')],
  [131053, refused('media_unavailable')],
  [135000, refused('invalid_message')],
]);

/** Meta's "no such object, or you may not see it": the number's id is wrong, or the token is not for it. */
const noSuchObject = 33;

/** `null`: a code we have no row for. */
export const ruleFor = (code: number, subcode: number | null): ErrorRule | null => {
  if (code === 100 && subcode === noSuchObject) return stopped('number_not_found');
  if (code >= 200 && code <= 299) return stopped('permission_missing');
  return rules.get(code) ?? null;
};

/** Why a message failed, as its failed status tells it. */
export const reasonOfFailure = (code: number): string => ruleFor(code, null)?.reason ?? `cloud_api.error_${code}`;
