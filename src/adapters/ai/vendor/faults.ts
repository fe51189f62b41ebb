import { ModelFailed, type ModelFault } from '#application/ports/language-model';

/** Vendors say "out of credit" under several statuses; their words and codes tell. */
const outOfCredit = /insufficient_quota|credit balance|billing|exceeded your current quota/i;
const noSuchModel = /model_not_found|model .{0,80}(?:does not exist|not found|is not found)|unknown model/i;
const wrongKey = /api[ _-]?key (?:is )?(?:not valid|invalid|expired)|API_KEY_INVALID|invalid[ _]x?-?api[ _-]?key/i;

const byStatus: Readonly<Record<number, ModelFault>> = {
  401: 'bad_key',
  402: 'no_credit',
  403: 'bad_key',
  404: 'unknown_model',
  408: 'server_error',
  429: 'rate_limited',
};

export const faultOfStatus = (status: number, words: string): ModelFault => {
  if (status < 500 && outOfCredit.test(words)) return 'no_credit';
  if (status < 500 && wrongKey.test(words)) return 'bad_key';
  if (status < 500 && noSuchModel.test(words)) return 'unknown_model';
  if (status >= 500) return 'server_error';
  return byStatus[status] ?? 'bad_request';
};

const longestWaitMs = 600_000;

/** Seconds, or a date. `null`: it did not say, or said nothing one can act on. */
export const retryAfterMs = (header: string | null | undefined, now: number = Date.now()): number | null => {
  if (header === null || header === undefined || header.trim() === '') return null;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - now;
  return Number.isFinite(ms) && ms >= 0 ? Math.min(ms, longestWaitMs) : null;
};

/** An error that is no answer of the vendor's: a body that is no JSON, or a connection that broke. */
export const faultWithoutStatus = (error: unknown): ModelFailed => {
  const words = wordsOf(error);
  if (/unexpected token '?<|<!doctype|<html/i.test(words)) return new ModelFailed('html', {}, error);
  if (error instanceof SyntaxError || /not valid json|unexpected end of json/i.test(words))
    return new ModelFailed('malformed', {}, error);
  return new ModelFailed('unreachable', {}, error);
};

/** The words of an error and of what caused it. */
const wordsOf = (error: unknown): string =>
  error instanceof Error ? `${error.message} ${error.cause === undefined ? '' : wordsOf(error.cause)}` : String(error);
