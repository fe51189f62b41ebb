import type { ResolutionContext } from 'inversify';
import { ShowTyping } from '#application/delivery/show-typing';
import { ReceiveMessage } from '#application/turns/receive-message';
import type { Receivers } from '#application/whatsapp/engine-ears';
import { KeepInboundMedia } from '#application/whatsapp/keep-inbound-media';
import { ReceiveOwnMessages } from '#application/whatsapp/receive-own-messages';
import { ReceiveWhatsApp } from '#application/whatsapp/receive-whatsapp';
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
    notify: from.get(tokens.notifyTeam),
    keeper: from.get(tokens.fileKeeper),
    notes: from.get(tokens.paidHelpers),
  };
  const receiveMessage = new ReceiveMessage({ ...ports, showTyping: new ShowTyping(ports) });
  const messages = new ReceiveWhatsApp({ ...ports, receiveMessage });
  const ownMessages = new ReceiveOwnMessages(ports);
  const media = new KeepInboundMedia(ports);
  return {
    messages: (arrived) => messages.execute(arrived),
    ownMessages: (arrived) => ownMessages.execute(arrived),
    media: (ref, what) => media.execute(ref, what),
  };
};
