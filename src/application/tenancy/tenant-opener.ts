import { InvalidInput, textOf } from '#application/input';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import { SlugTaken } from '#application/ports/platform-store';
import type { Secrets } from '#application/ports/secrets';
import type { Store } from '#application/ports/store';
import { timeZoneOf } from '#application/tenancy/time-zone';
import type { Channel } from '#domain/channel/channel';
import { defaultMailTopics } from '#domain/identity/default-mail-topics';
import type { Member, User } from '#domain/identity/user';
import type { Actor } from '#domain/shared/actor';
import { Currency } from '#domain/shared/money';
import { defaultAssistantSettings } from '#domain/tenancy/assistant-settings';
import { emptyProfile } from '#domain/tenancy/business-profile';
import { Tenant } from '#domain/tenancy/tenant';
import { defaultHours } from '#domain/tenancy/working-hours';

type Dependencies = { readonly store: Store; readonly ids: Ids; readonly secrets: Secrets; readonly clock: Clock };

export type NewTenant = {
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string | undefined;
  readonly status: 'created' | 'active';
};

/** `Café Noor & Sons` → `cafe-noor-sons`; a name without Latin letters gives `business`. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replaceAll(/^-+|-+$/g, '') || 'business';

const realCurrency = (raw: string): Currency => {
  const currency = Currency(raw);
  if (!Intl.supportedValuesOf('currency').includes(currency))
    throw new InvalidInput('currency', 'that currency is not known; use an ISO 4217 code such as AED');
  return currency;
};

/** Makes tenants with what every tenant has: its chat API channel and, if there is one, its first admin. */
export class TenantOpener {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** Checks without storing anything. @throws {InvalidInput} @throws {InvalidMoney} */
  draft({ name, currency, timeZone, status }: NewTenant): Tenant {
    return new Tenant({
      id: this.#deps.ids.tenant(),
      slug: slugOf(name),
      name: textOf('businessName', name, 120),
      status,
      currency: realCurrency(currency),
      timeZone: timeZoneOf(timeZone ?? 'UTC'),
      assistant: defaultAssistantSettings,
      profile: emptyProfile,
      hours: defaultHours,
      cloudApiAllowed: false,
      createdAt: this.#deps.clock.now(),
      version: 0,
    });
  }

  /** Stores it; a slug that is taken gets a random ending. */
  async open(draft: Tenant, admin: User | null, by: Actor): Promise<Tenant> {
    const { store, secrets } = this.#deps;
    const { id, slug, name, createdAt } = draft.state;
    const audit = {
      actor: by,
      action: 'tenant.created',
      target: id,
      facts: { name, status: draft.state.status },
      at: createdAt,
    };
    const first = { channel: this.#apiChannel(draft), member: admin && adminOf(draft, admin) };
    for (let attempt = 0; ; attempt += 1) {
      const ending = attempt === 0 ? '' : `-${secrets.sha256(secrets.random(16)).slice(0, 6)}`;
      try {
        return await store.platform.saveTenant(new Tenant({ ...draft.state, slug: slug + ending }), audit, first);
      } catch (error) {
        if (!(error instanceof SlugTaken) || attempt === 5) throw error;
      }
    }
  }

  #apiChannel({ state }: Tenant): Channel {
    return {
      id: this.#deps.ids.channel(),
      tenantId: state.id,
      kind: 'api',
      name: 'Chat API',
      externalKey: state.id,
      status: 'active',
      stoppedBecause: null,
      settings: {},
      createdAt: state.createdAt,
      version: 0,
    };
  }
}

const adminOf = ({ state }: Tenant, user: User): Member => ({
  tenantId: state.id,
  userId: user.id,
  email: user.email,
  name: user.name,
  role: 'tenant_admin',
  active: true,
  mailAbout: defaultMailTopics('tenant_admin'),
  createdAt: state.createdAt,
  version: 0,
});
