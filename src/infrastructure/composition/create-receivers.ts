import type { ResolutionContext } from 'inversify';
import { ShowTyping } from '#application/delivery/show-typing';
import { ReceiveMessage } from '#application/turns/receive-message';
import type { Receivers } from '#application/whatsapp/engine-ears';
import { tokens } from '#infrastructure/composition/tokens';

/** What becomes of what arrives on a linked number. */
export const createReceivers = (from: ResolutionContext): Receivers => {
  const ports = {
    store: from.get(tokens.store),
    ids: from.get(tokens.ids),
    clock: from.get(tokens.clock),
    queue: from.get(tokens.queue),
    bus: from.get(tokens.bus),
    switches: from.get(tokens.switches),
    telemetry: from.get(tokens.telemetry),
    transports: from.get(tokens.transports),
  };
  const receive = new ReceiveMessage({ ...ports, showTyping: new ShowTyping(ports) });
  return {
    messages: async ({ ref, what }) => {
      for (const { message } of what)
        await receive.execute({ tenantId: ref.tenantId, message: { ...message, channelId: ref.channelId } });
    },
    ownMessages: () => Promise.resolve(),
    media: () => Promise.resolve(),
  };
};
