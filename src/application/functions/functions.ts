import { sealSecret } from '#application/functions/function-secret';
import { humanOf, type Principal, tenantFor } from '#application/identity/principal';
import { InvalidInput, integerOf, listOf, localizedOf, oneOf, textOf } from '#application/input';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { LiveBus } from '#application/ports/live-bus';
import type { SafeFetch } from '#application/ports/safe-fetch';
import type { Store } from '#application/ports/store';
import type { Vault } from '#application/ports/vault';
import { type ResultField, resultFieldTypes, type TenantFunction } from '#domain/functions/tenant-function';
import { assertFunction, functionLimits } from '#domain/functions/validate-function';
import { DomainError } from '#domain/shared/domain-error';
import type { FunctionId } from '#domain/shared/ids';

/** There is room for so many. */
export class TooManyFunctions extends DomainError {
  readonly code = 'function.too_many';
  readonly kind = 'conflict';
}

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly bus: LiveBus;
  readonly vault: Vault;
  readonly fetch: SafeFetch;
};

/** The tenant's functions, oldest first. */
export class ListFunctions {
  readonly #store: Store;
  constructor(deps: { readonly store: Store }) {
    this.#store = deps.store;
  }

  execute({ by }: { readonly by: Principal }): Promise<readonly TenantFunction[]> {
    return this.#store.tenant(tenantFor(by, 'tenant.configure')).functions.list();
  }
}

export class FindFunction {
  readonly #store: Store;
  constructor(deps: { readonly store: Store }) {
    this.#store = deps.store;
  }

  /** @throws {NotFound} */
  async execute({ by, id }: { readonly by: Principal; readonly id: FunctionId }): Promise<TenantFunction> {
    return found(await this.#store.tenant(tenantFor(by, 'tenant.configure')).functions.find(id), 'function');
  }
}

type Said = Omit<TenantFunction, 'id' | 'tenantId' | 'sealedSecret' | 'createdAt' | 'version'>;
export type SaveFunctionInput = {
  readonly by: Principal;
  /** Absent: a new one. */
  readonly id?: FunctionId | undefined;
  /** The version that was read; 0 for a new one. */
  readonly version: number;
  /** Written and never read back. `null` takes it away; left out it stays, unless the address moves to another place. */
  readonly secret?: string | null | undefined;
} & { readonly [Key in keyof Said]?: Said[Key] | undefined };

const nothingYet: Said = {
  name: '',
  description: '',
  examples: [],
  method: 'GET',
  url: '',
  secretHeader: 'authorization',
  timeoutMs: 4_000,
  parameters: { properties: {}, required: [] },
  fields: [],
  template: {},
  status: 'off',
};

const fieldOf = ({ name, path, type, choices }: ResultField): ResultField => ({
  name: textOf('fields', name, 40),
  path: textOf('fields', path, 200),
  type: oneOf('fields', type, resultFieldTypes),
  ...(choices !== undefined && {
    choices: Object.fromEntries(
      Object.entries(choices).map(([value, words]) => [value, localizedOf('fields', words, 80, true)]),
    ),
  }),
});

const originOf = (url: string): string => /^[a-z]+:\/\/[^/?#]*/i.exec(url)?.[0].toLowerCase() ?? '';

/** Adds or changes a function. It is off until somebody switches it on. */
export class SaveFunction {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {FunctionInvalid} @throws {InvalidInput} @throws {AddressRefused} @throws {TooManyFunctions} @throws {StaleWrite} */
  async execute({ by, id, version, secret, ...said }: SaveFunctionInput): Promise<TenantFunction> {
    const { store, clock, ids, bus } = this.#deps;
    const tenantId = tenantFor(by, 'tenant.configure');
    const actor = humanOf(by);
    const { functions } = store.tenant(tenantId);
    const before = id === undefined ? null : found(await functions.find(id), 'function');
    if (before === null && (await functions.list()).length >= functionLimits.functions)
      throw new TooManyFunctions(`there is room for ${functionLimits.functions}`, { most: functionLimits.functions });
    const checked = this.#checked({ ...(before ?? nothingYet), ...given(said) });
    const at = clock.now();
    const whose = { tenantId, id: before?.id ?? ids.function() };
    const changed: TenantFunction = {
      ...checked,
      ...whose,
      sealedSecret: this.#secretOf(whose, checked, before, secret),
      createdAt: before?.createdAt ?? at,
      version: before === null ? 0 : version,
    };
    const facts = { name: changed.name, status: changed.status, hasSecret: changed.sealedSecret !== null };
    const saved = await functions.save(changed, { actor, action: 'function.saved', target: whose.id, facts, at });
    bus.publish({ kind: 'settings', tenantId, area: 'functions' });
    return saved;
  }

  #checked(said: Said): Said {
    const { timeoutMs } = functionLimits;
    const examples = listOf('examples', said.examples, functionLimits.examples);
    const checked: Said = {
      name: textOf('name', said.name, 60),
      description: textOf('description', said.description, 300),
      examples: [...new Set(examples.map((each) => textOf('examples', each, 200)))],
      method: oneOf('method', said.method, ['GET', 'POST']),
      url: textOf('url', said.url, 1_000),
      secretHeader: textOf('secretHeader', said.secretHeader, 40).toLowerCase(),
      timeoutMs: integerOf('timeoutMs', said.timeoutMs, timeoutMs.least, timeoutMs.most),
      parameters: said.parameters,
      fields: listOf('fields', said.fields, functionLimits.fields).map(fieldOf),
      template: localizedOf('template', said.template, functionLimits.template, true),
      status: oneOf('status', said.status, ['active', 'off']),
    };
    this.#deps.fetch.assertAllowed(checked.url);
    assertFunction(checked);
    return checked;
  }

  /** A secret goes to the place it was given for: with another address it has to be given again. */
  #secretOf(
    whose: Pick<TenantFunction, 'tenantId' | 'id'>,
    { url }: Said,
    before: TenantFunction | null,
    secret: string | null | undefined,
  ): string | null {
    if (secret === null || secret === '') return null;
    if (secret === undefined)
      return before !== null && originOf(before.url) === originOf(url) ? before.sealedSecret : null;
    if (!/^[\x20-\x7e]{1,1000}$/.test(secret))
      throw new InvalidInput('secret', 'secret has 1 to 1000 letters, digits and signs without accents');
    return sealSecret(this.#deps.vault, whose, secret);
  }
}

const given = (said: Partial<{ [Key in keyof Said]: Said[Key] | undefined }>): Partial<Said> =>
  Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));

export class RemoveFunction {
  readonly #deps: Pick<Dependencies, 'store' | 'clock' | 'bus'>;
  constructor(deps: Pick<Dependencies, 'store' | 'clock' | 'bus'>) {
    this.#deps = deps;
  }

  /** Its log stays until its time is over. @throws {NotFound} @throws {StaleWrite} */
  async execute({ by, id }: { readonly by: Principal; readonly id: FunctionId }): Promise<void> {
    const { store, clock, bus } = this.#deps;
    const tenantId = tenantFor(by, 'tenant.configure');
    const { functions } = store.tenant(tenantId);
    const actor = humanOf(by);
    const gone = found(await functions.find(id), 'function');
    const facts = { name: gone.name };
    await functions.remove(gone, { actor, action: 'function.removed', target: id, facts, at: clock.now() });
    bus.publish({ kind: 'settings', tenantId, area: 'functions' });
  }
}
