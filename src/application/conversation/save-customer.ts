import { announceConversation } from '#application/conversation/announce';
import { humanOf, type Principal, tenantFor } from '#application/identity/principal';
import { textOf } from '#application/input';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { Customer } from '#domain/conversation/customer';
import type { CustomerId } from '#domain/shared/ids';
import type { Language } from '#domain/shared/language';

type Dependencies = { readonly store: Store; readonly clock: Clock; readonly bus: LiveBus };

export type SaveCustomerInput = {
  readonly by: Principal;
  readonly customerId: CustomerId;
  readonly version: number;
  /** What is left out stays; `null` empties it. */
  readonly name?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly remark?: string | undefined;
  readonly language?: Language | null | undefined;
};

const kept = (field: string, given: string | null | undefined, before: string | null, max: number): string | null =>
  given === undefined ? before : given === null ? null : textOf(field, given, max);

/** Writes on a customer's card what the team knows of them. How messages reach them does not change by it. */
export class SaveCustomer {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} @throws {InvalidInput} @throws {StaleWrite} */
  async execute({ by, customerId, version, ...given }: SaveCustomerInput): Promise<Customer> {
    const { store, clock, bus } = this.#deps;
    const tenantId = tenantFor(by, 'conversations.reply');
    const actor = humanOf(by);
    const { conversations } = store.tenant(tenantId);
    const before = found(await conversations.findCustomer(customerId), 'customer');
    const after: Customer = {
      ...before,
      version,
      name: kept('name', given.name, before.name, 120),
      email: kept('email', given.email, before.email, 254),
      phone: kept('phone', given.phone, before.phone, 32),
      remark: given.remark === undefined ? before.remark : textOf('remark', given.remark, 2_000, 0),
      language: given.language === undefined ? before.language : given.language,
    };
    const changed = (['name', 'email', 'phone', 'remark', 'language'] as const).filter(
      (key) => after[key] !== before[key],
    );
    const facts = { changed: changed.join(' ') };
    const audit = { actor, action: 'customer.saved', target: customerId, facts, at: clock.now() };
    const saved = await conversations.saveCustomer(after, audit);
    const shown = await conversations.page({ customerId, status: 'open' }, { after: null, limit: 20 }, null);
    for (const { conversation } of shown.items) announceConversation(bus, tenantId, conversation.state.id);
    return saved;
  }
}
