import type { Called, CallFunction } from '#application/functions/call-function';
import { humanOf, type Principal, tenantFor } from '#application/identity/principal';
import { type PageInput, pageOf } from '#application/input';
import { found } from '#application/not-found';
import type { Store } from '#application/ports/store';
import type { FunctionCall } from '#domain/functions/function-call';
import { functionPieces } from '#domain/functions/function-pieces';
import { parseArguments } from '#domain/functions/parse-arguments';
import { callable, type TenantFunction } from '#domain/functions/tenant-function';
import { FunctionInvalid } from '#domain/functions/validate-function';
import type { FunctionId } from '#domain/shared/ids';
import { type Language, languages } from '#domain/shared/language';
import type { Currency } from '#domain/shared/money';
import type { Page } from '#domain/shared/page';

export type TriedFunction = Called & {
  /** What a customer would read, in each language of the assistant. */
  readonly says: Readonly<Partial<Record<Language, string>>>;
};

/** An admin asks a function and sees what a customer would read, whether it is switched on or not. */
export class TryFunction {
  readonly #store: Store;
  readonly #callFunction: CallFunction;
  constructor(deps: { readonly store: Store; readonly callFunction: CallFunction }) {
    this.#store = deps.store;
    this.#callFunction = deps.callFunction;
  }

  /** @throws {NotFound} @throws {FunctionInvalid} the arguments are not what its schema asks for. */
  async execute(input: {
    readonly by: Principal;
    readonly id: FunctionId;
    readonly arguments: unknown;
  }): Promise<TriedFunction> {
    humanOf(input.by);
    const store = this.#store.tenant(tenantFor(input.by, 'tenant.configure'));
    const called = found(await store.functions.find(input.id), 'function');
    const { currency } = found(await store.findTenant(), 'tenant').state;
    const tried = await this.#callFunction.execute({
      called,
      arguments: argumentsOf(input.arguments, called),
      currency,
      conversationId: null,
    });
    return { ...tried, says: said(called, tried, currency) };
  }
}

const argumentsOf = (raw: unknown, { parameters }: TenantFunction) => {
  try {
    return parseArguments(raw, parameters);
  } catch {
    throw new FunctionInvalid('arguments', 'the arguments are not what the schema asks for');
  }
};

const said = (called: TenantFunction, { outcome }: Called, currency: Currency): TriedFunction['says'] => {
  const calls = { functions: new Map([[called.id, callable(called)]]), outcomes: new Map([[called.id, outcome]]) };
  const texts = languages.map((language) => [
    language,
    functionPieces(called.id, calls, language, currency)
      .map(({ text }) => text)
      .join(''),
  ]);
  return Object.fromEntries(texts.filter(([, text]) => text !== ''));
};

/** The log of one function, newest first. */
export class PageFunctionCalls {
  readonly #store: Store;
  constructor(deps: { readonly store: Store }) {
    this.#store = deps.store;
  }

  /** @throws {NotFound} */
  async execute({
    by,
    id,
    ...page
  }: { readonly by: Principal; readonly id: FunctionId } & PageInput): Promise<Page<FunctionCall>> {
    const store = this.#store.tenant(tenantFor(by, 'tenant.configure'));
    found(await store.functions.find(id), 'function');
    return store.functionCalls.page(id, pageOf(page));
  }
}
