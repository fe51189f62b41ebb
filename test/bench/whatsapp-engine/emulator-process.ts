import { silenceLibsignal } from '#adapters/channels/baileys/silence-libsignal';
import { WhatsAppEmulator } from '#test/emulators/whatsapp/whatsapp-emulator';

/** WhatsApp on a core of its own, as far as there is one: what it costs is not the engine's. */
export type EmulatorOrder =
  | { readonly kind: 'customer'; readonly phone: string }
  | { readonly kind: 'scan'; readonly phone: string; readonly qr: string };
export type EmulatorReady = { readonly url: string; readonly rootKey: Uint8Array };

silenceLibsignal();
const emulator = await WhatsAppEmulator.start();

process.on('message', (order: EmulatorOrder) => {
  if (order.kind === 'customer') emulator.addCustomer(order.phone, 'Customer');
  else
    (emulator.owners.find(({ phone }) => phone === order.phone) ?? emulator.addOwner(order.phone, 'Shop')).scan(
      order.qr,
    );
});
process.on('disconnect', () => process.exit(0));
process.send?.({ url: emulator.url, rootKey: emulator.rootKey } satisfies EmulatorReady);
