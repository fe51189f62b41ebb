import { describe, expect, it } from 'vitest';
import { measuredStore } from '#adapters/telemetry/metrics/measured-store';
import type { Store } from '#application/ports/store';
import { TenantId } from '#domain/shared/ids';

/** As real stores are: state in private fields, parts made when they are asked for. */
class Parts {
  readonly tenantId = TenantId('ten_1');
  #reads = 0;
  get conversations() {
    return {
      find: async () => {
        this.#reads += 1;
        return this.#reads;
      },
    };
  }
  async findTenant(): Promise<string> {
    return `tenant after ${this.#reads}`;
  }
  saveTenant(): Promise<never> {
    return Promise.reject(new Error('stale'));
  }
}

const open = () => {
  const told: string[] = [];
  const parts = new Parts();
  const store = { tenant: () => parts, platform: parts, close: () => Promise.resolve() } as unknown as Store;
  const measured = measuredStore(store, (area, seconds, failed) => {
    expect(seconds).toBeGreaterThanOrEqual(0);
    told.push(`${area}${failed ? ' failed' : ''}`);
  });
  return { told, tenant: measured.tenant(TenantId('ten_1')) as unknown as Parts };
};

describe('a measured store', () => {
  it('does what the store does, and tells of each operation under the name of its part', async () => {
    const { told, tenant } = open();
    expect(tenant.tenantId).toBe('ten_1');
    expect(await tenant.conversations.find()).toBe(1);
    expect(await tenant.conversations.find()).toBe(2);
    expect(await tenant.findTenant()).toBe('tenant after 2');
    expect(told).toEqual(['conversations', 'conversations', 'tenant']);
  });

  it('tells of what failed, and throws it on', async () => {
    const { told, tenant } = open();
    await expect(tenant.saveTenant()).rejects.toThrow('stale');
    expect(told).toEqual(['tenant failed']);
  });
});
