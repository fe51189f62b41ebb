import type { ChannelManifest } from '#adapters/channels/channel';
import { emulatedEngines, engineManifests } from '#adapters/channels/whatsapp/engines';
import { emulatedSettingsOf, whatsAppSettingsOf } from '#adapters/channels/whatsapp/settings';
import { WhatsAppTransport } from '#adapters/channels/whatsapp/whatsapp-transport';

/** A number that a phone lends us by scanning a code (WA-1, WA-2). */
export const whatsAppChannel: ChannelManifest = {
  kind: 'whatsapp',
  title: 'WhatsApp (linked phone)',
  externalKey: 'own',
  settings: whatsAppSettingsOf(engineManifests),
  create: ({ whatsApp }) => new WhatsAppTransport(whatsApp),
};

/** The same where numbers are emulated: they may be played from recordings, too (BEY-11). */
export const emulatedWhatsAppChannel: ChannelManifest = {
  ...whatsAppChannel,
  settings: emulatedSettingsOf(emulatedEngines),
};
