import type { ModelFault } from '#application/ports/language-model';

/** What happened and what to do about it, for the super admin. */
export const faultWords: Readonly<Record<ModelFault, string>> = {
  bad_key: 'The vendor refused the key. Check that it is whole, not revoked, and allowed to use this model.',
  no_credit: 'The account has no credit left, or its quota is used up. Add credit at the vendor, then test again.',
  unknown_model: 'The vendor knows no model of this name at this address. Compare the name with the vendor’s list.',
  rate_limited: 'The vendor says there were too many requests. Wait a minute, or raise the limit of the account.',
  bad_request:
    'The vendor did not accept the request. This model may not support structured output or the temperature.',
  server_error: 'The vendor answered with an error of its own. Nothing to change here: test again in a few minutes.',
  unreachable: 'Nobody answered at this address. Check the address, and that this server may reach it.',
  timeout: 'The answer did not come in time. Choose a faster model, or allow a call more time.',
  html: 'A web page came back instead of an answer. The address is that of a site or a proxy, not of the API.',
  too_long: 'The answer was too long, or cut off at the limit of tokens. Raise the limit, or choose another model.',
  malformed: 'The answer was not in the form we ask for. This model is not fit for structured output: choose another.',
  refused: 'The model refused to answer. Customers get the embedded engine’s answer or a person instead.',
  wrong_language: 'The answer was in a language the business does not speak. Choose another model.',
};
