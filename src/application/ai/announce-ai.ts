import type { LiveAi } from '#application/ai/live-ai';
import type { LiveBus } from '#application/ports/live-bus';
import type { TenantId } from '#domain/shared/ids';

/** When this resolves the next turn in this process sees the change; other processes follow with the notice, or within 500 ms. */
export const announceAi = async (
  { bus, live }: { readonly bus: LiveBus; readonly live: Pick<LiveAi, 'refresh'> },
  tenantId: TenantId | null,
): Promise<void> => {
  bus.publish({ kind: 'switches', tenantId });
  await live.refresh();
};
