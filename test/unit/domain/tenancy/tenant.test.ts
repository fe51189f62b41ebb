import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TenantId } from '#domain/shared/ids';
import { Currency } from '#domain/shared/money';
import { IllegalTransition } from '#domain/shared/state-machine';
import { defaultAssistantSettings } from '#domain/tenancy/assistant-settings';
import { emptyProfile } from '#domain/tenancy/business-profile';
import { Tenant, type TenantStatus } from '#domain/tenancy/tenant';
import { defaultHours } from '#domain/tenancy/working-hours';

const aTenant = (status: TenantStatus): Tenant =>
  new Tenant({
    id: TenantId('ten_1'),
    slug: 'noor-souq',
    name: 'Noor Souq',
    status,
    currency: Currency('AED'),
    timeZone: 'Asia/Dubai',
    assistant: defaultAssistantSettings,
    profile: emptyProfile,
    hours: defaultHours,
    cloudApiAllowed: false,
    createdAt: new Date(0),
    version: 1,
  });

const all: readonly TenantStatus[] = ['created', 'active', 'suspended', 'deleted', 'destroyed'];
const legal = [
  'created>active',
  'created>deleted',
  'active>suspended',
  'active>deleted',
  'suspended>active',
  'suspended>deleted',
  'deleted>suspended',
  'deleted>destroyed',
];
const moved = (tenant: Tenant, to: TenantStatus): Tenant | null => {
  try {
    return tenant.moveTo(to);
  } catch (error) {
    expect(error).toBeInstanceOf(IllegalTransition);
    return null;
  }
};

describe('a tenant', () => {
  it.each(all.flatMap((from) => all.map((to) => [from, to] as const)))(
    'from %s to %s only if the lifecycle says so',
    (from, to) => {
      expect(moved(aTenant(from), to)?.state.status ?? null).toBe(legal.includes(`${from}>${to}`) ? to : null);
    },
  );

  it('is never destroyed without having been deleted first, and never comes back from it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...all), { maxLength: 20 }), (wishes) => {
        let tenant = aTenant('created');
        for (const wish of wishes) {
          const before = tenant.state.status;
          tenant = moved(tenant, wish) ?? tenant;
          if (tenant.state.status === 'destroyed') expect(['deleted', 'destroyed']).toContain(before);
          if (before === 'destroyed') expect(tenant.state.status).toBe('destroyed');
        }
      }),
    );
  });

  it('runs only while active', () => {
    expect(all.filter((status) => aTenant(status).isActive)).toEqual(['active']);
  });

  it('changes its settings and nothing else', () => {
    const changed = aTenant('active').with({ name: 'Noor' });
    expect({ ...changed.state, name: 'Noor Souq' }).toEqual(aTenant('active').state);
  });
});
