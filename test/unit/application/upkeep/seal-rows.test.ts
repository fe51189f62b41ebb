import { describe, expect, it, vi } from 'vitest';
import type { StoreSeals } from '#application/ports/store-seals';
import { SealRows } from '#application/upkeep/seal-rows';
import { TenantId } from '#domain/shared/ids';
import { FakeClock } from '../../../support/fake-clock.js';
import { SilentTelemetry } from '../../../support/silent-telemetry.js';

describe('sealing what an older release stored', () => {
  it('ends when it is told to in the middle of some rows, and rests no more', async () => {
    let sealed: (rows: number) => void = () => undefined;
    const sealSome = vi.fn(
      () =>
        new Promise<number>((resolve) => {
          sealed = resolve;
        }),
    );
    const seals = { tenants: async () => [TenantId('ten_a')], sealSome } as unknown as StoreSeals;
    const sealing = new SealRows({ seals, clock: new FakeClock(), telemetry: new SilentTelemetry() });
    sealing.start();
    await vi.waitFor(() => expect(sealSome).toHaveBeenCalled());
    const stopped = sealing.stop();
    sealed(50);
    await expect(stopped).resolves.toBeUndefined();
  });
});
