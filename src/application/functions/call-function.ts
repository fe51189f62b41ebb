import { openSecret } from '#application/functions/function-secret';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import { type RateLimiter, TooManyRequests } from '#application/ports/rate-limiter';
import { AddressRefused, FetchFailed, type SafeAnswer, type SafeFetch } from '#application/ports/safe-fetch';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import type { Vault } from '#application/ports/vault';
import type { CallOutcome } from '#domain/functions/call-snapshot';
import { callsKeptMs } from '#domain/functions/function-call';
import { valuesIn } from '#domain/functions/result-values';
import type { Arguments, TenantFunction } from '#domain/functions/tenant-function';
import type { ConversationId } from '#domain/shared/ids';
import type { Currency } from '#domain/shared/money';

type Dependencies = {
  readonly store: Store;
  readonly fetch: SafeFetch;
  readonly vault: Vault;
  readonly limiter: RateLimiter;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly telemetry: Telemetry;
};

export type CallInput = {
  readonly called: TenantFunction;
  readonly arguments: Arguments;
  readonly currency: Currency;
  /** `null`: an admin tries it. */
  readonly conversationId: ConversationId | null;
};

export type Called = { readonly outcome: CallOutcome; readonly status: number | null; readonly tookMs: number };

/** Of one function, whoever asks; and of one customer, who may be guessing numbers of other people's orders. */
const perMinute = { function: 60, conversation: 6 } as const;
const longestAnswer = 64 * 1024;

const failed = (reason: string): CallOutcome => ({ kind: 'failed', reason });

const asQuery = (values: Arguments): string =>
  Object.entries(values)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join('&');

/** The arguments where the method wants them, behind whatever the address asks for already. */
const addressOf = ({ method, url }: TenantFunction, values: Arguments): string => {
  const query = asQuery(values);
  if (method === 'POST' || query === '') return url;
  const [address = '', fragment] = url.split('#');
  const asked = `${address}${address.includes('?') ? '&' : '?'}${query}`;
  return fragment === undefined ? asked : `${asked}#${fragment}`;
};

const hex = (byte: number): string => `%${byte.toString(16).padStart(2, '0')}`;

/** UTF-8 without a library; `null` when it is not. */
const decoded = (bytes: Uint8Array): string | null => {
  try {
    return decodeURIComponent(Array.from(bytes, hex).join(''));
  } catch {
    return null;
  }
};

const readJson = (text: string): { readonly json: unknown } | null => {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return null;
  }
};

/**
 * Asks a service of the tenant's own, once, and writes a line about it. What it answers is data: only the declared fields are
 * looked at, each is checked, and one that cannot be said makes the whole answer none. Never throws.
 */
export class CallFunction {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute(input: CallInput): Promise<Called> {
    const { clock } = this.#deps;
    const started = clock.now();
    const { outcome, status } = await this.#ask(input).catch((error: unknown) => this.#failure(error, input));
    const tookMs = clock.now().getTime() - started.getTime();
    await this.#log(input, { outcome, status, tookMs }).catch((error: unknown) => {
      this.#deps.telemetry.error('function.not_logged', error, { tenantId: input.called.tenantId });
    });
    return { outcome, status, tookMs };
  }

  async #ask({ called, arguments: values, currency, conversationId }: CallInput): Promise<Omit<Called, 'tookMs'>> {
    const { fetch, limiter } = this.#deps;
    const { tenantId, id } = called;
    if (conversationId !== null)
      await limiter.take(`${tenantId}:functions-of:${conversationId}`, perMinute.conversation, 60_000);
    await limiter.take(`${tenantId}:function:${id}`, perMinute.function, 60_000);
    const answer = await fetch.fetch({
      url: addressOf(called, values),
      method: called.method,
      headers: this.#headersOf(called),
      ...(called.method === 'POST' && { body: JSON.stringify(values) }),
      accepts: ['application/json'],
      timeoutMs: called.timeoutMs,
      maxBytes: longestAnswer,
      maxRedirects: 0,
    });
    return { outcome: this.#read(answer, called, currency), status: answer.status };
  }

  #headersOf(called: TenantFunction): Record<string, string> {
    const { sealedSecret, method } = called;
    return {
      ...(method === 'POST' && { 'content-type': 'application/json' }),
      ...(sealedSecret !== null && { [called.secretHeader]: openSecret(this.#deps.vault, called, sealedSecret) }),
    };
  }

  #read({ status, bytes }: SafeAnswer, called: TenantFunction, currency: Currency): CallOutcome {
    if (status < 200 || status > 299) return failed('bad_status');
    const text = decoded(bytes);
    const read = text === null ? null : readJson(text);
    if (read === null) return failed('not_json');
    const found = valuesIn(read.json, called, currency);
    return 'values' in found ? { kind: 'answered', values: found.values } : failed(`field:${found.fault}`);
  }

  #failure(error: unknown, { called }: CallInput): Omit<Called, 'tookMs'> {
    const { tenantId, id } = called;
    if (error instanceof FetchFailed) return { outcome: failed(error.reason), status: null };
    if (error instanceof AddressRefused) return { outcome: failed('address_refused'), status: null };
    if (error instanceof TooManyRequests) return { outcome: failed('too_many_calls'), status: null };
    this.#deps.telemetry.error('function.failed', error, { tenantId, functionId: id });
    return { outcome: failed('internal'), status: null };
  }

  async #log({ called, arguments: values, conversationId }: CallInput, { outcome, status, tookMs }: Called) {
    const { store, clock, ids } = this.#deps;
    const { tenantId, id: functionId } = called;
    const at = clock.now();
    const call = {
      id: ids.functionCall(),
      tenantId,
      functionId,
      conversationId,
      arguments: values,
      outcome: outcome.kind === 'answered' ? 'answered' : outcome.reason,
      status,
      tookMs,
      at,
    };
    await store.tenant(tenantId).functionCalls.add(call, new Date(at.getTime() - callsKeptMs));
  }
}
