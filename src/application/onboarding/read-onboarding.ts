import { type Principal, tenantFor } from '#application/identity/principal';
import { found } from '#application/not-found';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import type { TenantState } from '#domain/tenancy/tenant';

export const onboardingSteps = [
  'verify_email',
  'profile',
  'catalogue',
  'try_assistant',
  'widget',
  'first_order',
] as const;
export type OnboardingStep = (typeof onboardingSteps)[number];
export type Onboarding = {
  readonly steps: readonly { readonly id: OnboardingStep; readonly done: boolean }[];
  /** The built-in page that shows this business's widget, on whatever address the reader came by. */
  readonly demoUrl: string;
};

type Dependencies = { readonly store: Store };

const one = { after: null, limit: 1 } as const;

const isDescribed = ({ profile }: TenantState): boolean =>
  Object.keys(profile.description).length > 0 || profile.phone !== null || profile.logo !== null;

/** How far a business has come from its sign-up, told by what is really there (TEN-5). */
export class ReadOnboarding {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ by }: { readonly by: Principal }): Promise<Onboarding> {
    const { store } = this.#deps;
    const scoped = store.tenant(tenantFor(by, 'tenant.read'));
    const tenant = found(await scoped.findTenant(), 'tenant').state;
    const [verified, real] = await Promise.all([this.#isVerified(by), whatIsThere(scoped)]);
    const done: Readonly<Record<OnboardingStep, boolean>> = {
      verify_email: verified,
      profile: isDescribed(tenant),
      ...real,
    };
    return {
      steps: onboardingSteps.map((id) => ({ id, done: done[id] })),
      demoUrl: `/demo/${tenant.slug}`,
    };
  }

  /** A program has no address to verify. */
  async #isVerified(by: Principal): Promise<boolean> {
    if (by.kind !== 'user') return true;
    const user = await this.#deps.store.platform.findUser(by.actor.userId);
    return user !== null && user.emailVerifiedAt !== null;
  }
}

const whatIsThere = async (store: TenantStore) => {
  const [{ services }, conversations, settings, orders] = await Promise.all([
    store.catalogue.snapshot(),
    store.conversations.page({}, one, null),
    store.widget.settings(),
    store.orders.counts(),
  ]);
  return {
    catalogue: services.size > 0,
    try_assistant: conversations.items.length > 0,
    widget: settings.seen !== null,
    first_order: orders.approved + orders.fulfilled > 0,
  };
};
