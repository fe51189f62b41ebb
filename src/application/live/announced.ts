import type { Principal } from '#application/identity/principal';
import type { LiveArea, LiveBus } from '#application/ports/live-bus';

type Change<Input, Output> = { execute(input: Input): Promise<Output> };

/** The use case, which also tells the tenant's screens when it has changed this part of the settings. */
export const announced = <Input extends { readonly by: Principal }, Output>(
  bus: LiveBus,
  area: LiveArea,
  change: Change<Input, Output>,
): Change<Input, Output> => ({
  execute: async (input) => {
    const output = await change.execute(input);
    const { tenantId } = input.by;
    if (tenantId !== null) bus.publish({ kind: 'settings', tenantId, area });
    return output;
  },
});
